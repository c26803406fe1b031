"""Sign-ins, as Django's own signals tell of them: the only signals that are received here."""

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest
from django.utils import timezone

from herbology.audit.entry import AuditEntry

Action = AuditEntry.Action
NAME = User.USERNAME_FIELD


def connect() -> None:
    user_logged_in.connect(signed_in, dispatch_uid="herbology.audit.signed_in")
    user_logged_out.connect(signed_out, dispatch_uid="herbology.audit.signed_out")
    user_login_failed.connect(sign_in_failed, dispatch_uid="herbology.audit.sign_in_failed")


def signed_in(request: HttpRequest | None, user: User, **_signal: Any) -> None:
    _write(Action.SIGNED_IN, request, user, by=user)


def signed_out(request: HttpRequest | None, user: User | None, **_signal: Any) -> None:
    if user is not None:  # the sign-out page was opened by nobody
        _write(Action.SIGNED_OUT, request, user, by=user)


def sign_in_failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_signal: Any
) -> None:
    tried = User.objects.filter(**{NAME: credentials.get(NAME, "")}).first()
    _write(Action.SIGN_IN_FAILED, request, tried, by=None)


def _write(action: Action, request: HttpRequest | None, of: User | None, by: User | None) -> None:
    record = {"model": of._meta.label_lower, "key": str(of.pk), "text": str(of)} if of else {}
    AuditEntry.objects.create(
        at=timezone.now(),
        by=by,
        username=of.get_username() if of else "",
        action=action,
        path=request.path[:200] if request else "",
        method=(request.method or "") if request else "",
        **record,
    )
