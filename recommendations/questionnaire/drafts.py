"""The only code that writes drafts. A browser's session names its draft; the answers stay here."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language

from recommendations.models import Draft, Submission
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.pages import START, STORE, WARNING_SIGNS, Page

SESSION_KEY = "draft"
STALE_AFTER = timedelta(hours=24)


class DraftClosedError(Exception):
    """The draft was handed in or deleted meanwhile: what was handed in never changes."""


def of_session(session: SessionBase, *, at: datetime) -> Draft | None:
    """This session's draft. One not handed in and untouched for too long is let go of instead."""
    draft = _named_by(session).first()
    if draft and not draft.submitted_at and is_stale(draft, at=at):
        let_go(session, at=at)
        return None
    return draft


def is_stale(draft: Draft, *, at: datetime) -> bool:
    return draft.updated_at < at - STALE_AFTER


def begin(
    session: SessionBase,
    *,
    at: datetime,
    pages: dict[str, Any] | None = None,
    store: str = "",
    assisted_by: User | None = None,
    follows: str = "",
    consent_version: str = "",
) -> Draft:
    """Start a draft and make it this session's. `store` is the slug of a tablet's store.

    `follows`: the reference of what it corrects, whose terms were agreed to.
    """
    data: dict[str, Any] = {"pages": pages or {}}
    if store:
        fix_store(data, store)
    return _begin(
        session,
        at=at,
        data=data,
        assisted_by=assisted_by,
        follows=follows,
        consent_version=consent_version,
    )


def fix_store(data: dict[str, Any], store: str) -> None:
    """Answer the question for the store, so that it is not asked while that store is open."""
    data["pages"][STORE.key] = {"store": store}
    data["fixed"] = [STORE.key]


def _begin(session: SessionBase, *, at: datetime, **values: Any) -> Draft:
    delete_stale(at=at)
    draft = Draft.objects.create(
        language=get_language() or "en", created_at=at, updated_at=at, **values
    )
    session[SESSION_KEY] = str(draft.pk)
    return draft


def take_up(session: SessionBase, draft_id: uuid.UUID, *, at: datetime) -> None:
    """Make another draft this session's, under a session key that nobody knew before.

    One that was handed in may be deleted by now: its id still leads to its submission.
    """
    if session.get(SESSION_KEY) != str(draft_id):
        let_go(session, at=at)
    session.cycle_key()
    session[SESSION_KEY] = str(draft_id)


@transaction.atomic
def save_page(
    draft_id: uuid.UUID, page: Page, kept: dict[str, Any], *, at: datetime, agreed_to: str = ""
) -> Draft:
    """Keep what was given on one page beside what other tabs have saved meanwhile.

    `agreed_to`: on the first page, the version of the words that were agreed to there.

    Raises DraftClosedError.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id, submitted_at=None).first()
    if draft is None:
        raise DraftClosedError
    draft.data["pages"][page.key] = kept
    draft.updated_at, draft.language = at, get_language() or draft.language
    if page is START:
        draft.consent_version = agreed_to
    draft.save(update_fields=["data", "updated_at", "consent_version", "language"])
    return draft


def begin_correction(
    session: SessionBase, *, draft: Draft, at: datetime, warning_signs: dict[str, Any] | None = None
) -> Draft:
    """A new draft with the answers of one handed in, and these warning signs.

    Without any they are to be answered anew: the earlier ones were a slip.
    """
    references = Submission.objects.filter(draft_id=draft.pk).values_list("reference", flat=True)
    pages = {key: kept for key, kept in draft.data["pages"].items() if key != WARNING_SIGNS.key}
    if warning_signs is not None:
        pages[WARNING_SIGNS.key] = warning_signs
    return _begin(
        session,
        at=at,
        data=draft.data | {"pages": pages},
        follows=references.first() or "",
        consent_version=draft.consent_version,
        assisted_by_id=draft.assisted_by_id,
    )


def forget(session: SessionBase) -> None:
    """Let go of this session's draft; what was not handed in is deleted, and its code with it."""
    for draft_id in _unsent(session).values_list("pk", flat=True):
        codes.revoke(draft_id)
        Draft.objects.filter(pk=draft_id).delete()
    session.pop(SESSION_KEY, None)


def let_go(session: SessionBase, *, at: datetime) -> None:
    """As `forget`, but what was saved with a code stays and waits for it."""
    _unsent(session).exclude(pk__in=codes.kept_drafts(at=at)).delete()
    session.pop(SESSION_KEY, None)


def delete_stale(*, at: datetime) -> int:
    """Delete the drafts that nobody touched for too long, and say how many those were.

    Those handed in go too: their answers stand in the submission, and need not stand twice. Those
    that were saved stay as long as their code works.
    """
    codes.delete_expired(at=at)
    untouched = Draft.objects.filter(updated_at__lt=at - STALE_AFTER)
    saved = {"submitted_at": None, "pk__in": codes.kept_drafts(at=at)}
    deleted, _by_model = untouched.exclude(**saved).delete()
    return deleted


def _unsent(session: SessionBase) -> QuerySet[Draft]:
    return _named_by(session).filter(submitted_at__isnull=True)


def _named_by(session: SessionBase) -> QuerySet[Draft]:
    """One draft, or none."""
    try:
        return Draft.objects.filter(pk=uuid.UUID(str(session.get(SESSION_KEY))))
    except ValueError:  # no name yet, or a broken one
        return Draft.objects.none()
