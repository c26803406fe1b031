"""A device that patients share in a store: a signed cookie marks it, and it outlives every session.

The session holds the person who uses it now: draft, helping counselor, and when it was last used.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse

from herbology import languages
from recommendations.questionnaire import drafts

COOKIE, SALT = "store_mode", "herbology.store-mode"
MARK_LASTS = timedelta(days=365)
HELPER, LAST_USED = "helper", "last_used"
PERSONAL = (drafts.SESSION_KEY, HELPER, SIGNED_IN)

# The page asks "Are you still there?" after WARNED and clears itself after IDLE. The server clears
# later: what the page tells it of taps and keys may be a minute old.
WARNED, IDLE = timedelta(minutes=4), timedelta(minutes=5)
CLEARED = timedelta(minutes=6)


@dataclass(frozen=True)
class StoreMode:
    """What templates and views know of the device; `store` is a slug."""

    store: str
    session: SessionBase

    warned_seconds = int(WARNED.total_seconds())
    idle_seconds = int(IDLE.total_seconds())
    idle_minutes = idle_seconds // 60

    @property
    def in_use(self) -> bool:
        return any(key in self.session for key in PERSONAL)

    @property
    def helper(self) -> User | None:
        """The counselor who fills it in together with the patient."""
        return User.objects.filter(pk=self.session.get(HELPER, 0), is_active=True).first()


def of(request: HttpRequest) -> StoreMode | None:
    return vars(request).get("store_mode")


def for_drafts(request: HttpRequest) -> dict[str, Any]:
    """What a draft takes from the device that it is begun, or gone on with, on."""
    mode = of(request)
    return {"store": mode.store, "assisted_by": mode.helper} if mode else {}


def read(request: HttpRequest) -> StoreMode | None:
    store = request.get_signed_cookie(COOKIE, default=None, salt=SALT, max_age=MARK_LASTS)
    return StoreMode(store, request.session) if store else None


def mark(response: HttpResponse, store: str) -> None:
    response.set_signed_cookie(
        COOKIE,
        store,
        salt=SALT,
        max_age=MARK_LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def unmark(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def note_use(session: SessionBase, *, at: datetime) -> None:
    if not session.is_empty():
        session[LAST_USED] = at.timestamp()


def is_idle(session: SessionBase, *, at: datetime) -> bool:
    last = session.get(LAST_USED)
    return last is not None and last < (at - CLEARED).timestamp()


def clear(request: HttpRequest, *, at: datetime) -> None:
    """Nothing of the last person is left here. What was saved with a code waits for it."""
    drafts.let_go(request.session, at=at)
    logout(request)
    languages.forget(request)
    for _unread in messages.get_messages(request):
        pass  # looked at, and so not shown to the next person


def without_autofill(form: forms.BaseForm) -> None:
    """The browser shall offer nobody what somebody else has typed."""
    for field in form.fields.values():
        field.widget.attrs["autocomplete"] = "off"
