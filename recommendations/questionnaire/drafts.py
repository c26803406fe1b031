"""The only code that writes drafts. A browser's session names its draft; the answers stay here."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language

from recommendations.models import Draft, Submission
from recommendations.questionnaire.pages import WARNING_SIGNS, Page

SESSION_KEY = "draft"
STALE_AFTER = timedelta(hours=24)


class DraftClosedError(Exception):
    """The draft was handed in or deleted meanwhile: what was handed in never changes."""


def of_session(session: SessionBase, *, at: datetime) -> Draft | None:
    """This session's draft. One not handed in and untouched for too long is deleted instead."""
    draft = _named_by(session).first()
    if draft and not draft.submitted_at and draft.updated_at < at - STALE_AFTER:
        forget(session)
        return None
    return draft


def begin(
    session: SessionBase, *, at: datetime, pages: dict[str, Any] | None = None, follows: str = ""
) -> Draft:
    """Start a draft and make it this session's."""
    delete_stale(at=at)
    draft = Draft.objects.create(
        data={"pages": pages or {}},
        language=get_language() or "en",
        follows=follows,
        created_at=at,
        updated_at=at,
    )
    session[SESSION_KEY] = str(draft.pk)
    return draft


@transaction.atomic
def save_page(draft_id: uuid.UUID, page: Page, kept: dict[str, Any], *, at: datetime) -> Draft:
    """Keep what was given on one page beside what other tabs have saved meanwhile.

    Raises DraftClosedError.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id, submitted_at=None).first()
    if draft is None:
        raise DraftClosedError
    draft.data["pages"][page.key] = kept
    draft.updated_at, draft.language = at, get_language() or draft.language
    draft.save(update_fields=["data", "updated_at", "language"])
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
    return begin(session, at=at, pages=pages, follows=references.first() or "")


def forget(session: SessionBase) -> None:
    """Let go of this session's draft; what was not handed in is deleted."""
    _named_by(session).filter(submitted_at__isnull=True).delete()
    session.pop(SESSION_KEY, None)


def delete_stale(*, at: datetime) -> int:
    """Delete the drafts that nobody touched for too long, and say how many those were.

    Those handed in go too: their answers stand in the submission, and need not stand twice.
    """
    deleted, _by_model = Draft.objects.filter(updated_at__lt=at - STALE_AFTER).delete()
    return deleted


def _named_by(session: SessionBase) -> QuerySet[Draft]:
    """One draft, or none."""
    try:
        return Draft.objects.filter(pk=uuid.UUID(str(session.get(SESSION_KEY))))
    except ValueError:  # no name yet, or a broken one
        return Draft.objects.none()
