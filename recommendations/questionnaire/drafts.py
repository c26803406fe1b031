"""The only code that writes drafts. A browser's session names its draft; the answers stay here."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.utils.translation import get_language

from recommendations.models import Draft, Submission
from recommendations.questionnaire.pages import WARNING_SIGNS, Page

SESSION_KEY = "draft"
STALE_AFTER = timedelta(hours=24)


class DraftClosedError(Exception):
    """The draft was handed in or deleted meanwhile: what was handed in never changes."""


def of_session(session: SessionBase) -> Draft | None:
    name = session.get(SESSION_KEY)
    return Draft.objects.filter(pk=uuid.UUID(name)).first() if name else None


def begin(
    session: SessionBase, *, at: datetime, pages: dict[str, Any] | None = None, follows: str = ""
) -> Draft:
    """Start a draft and make it this session's."""
    delete_stale(before=at - STALE_AFTER)
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
    draft.updated_at = at
    draft.save(update_fields=["data", "updated_at"])
    return draft


def begin_correction(session: SessionBase, *, draft: Draft, at: datetime) -> Draft:
    """Take a slip back: a new draft with the same answers, the warning signs to be answered anew."""
    references = Submission.objects.filter(draft_id=draft.pk).values_list("reference", flat=True)
    pages = {key: kept for key, kept in draft.data["pages"].items() if key != WARNING_SIGNS.key}
    return begin(session, at=at, pages=pages, follows=references.first() or "")


def forget(session: SessionBase) -> None:
    """Let go of this session's draft; what was not handed in is deleted."""
    name = session.pop(SESSION_KEY, None)
    if name:
        Draft.objects.filter(pk=uuid.UUID(name), submitted_at__isnull=True).delete()


def delete_stale(*, before: datetime) -> int:
    """Delete the drafts that nobody touched since, and say how many those were.

    Those handed in go too: their answers stand in the submission, and need not stand twice.
    """
    deleted, _by_model = Draft.objects.filter(updated_at__lt=before).delete()
    return deleted
