"""Saved answers, made ready to go on with after some time."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction

from recommendations.models import Draft
from recommendations.questionnaire import consent, drafts
from recommendations.questionnaire.pages import START, STORE, WARNING_SIGNS


@dataclass(frozen=True, slots=True)
class Reopened:
    """`last_at` is when it was last changed; the flags say what is to be answered once more."""

    draft: Draft
    last_at: datetime
    consent_again: bool
    warning_signs_again: bool


@transaction.atomic
def reopen(
    session: SessionBase,
    draft_id: uuid.UUID,
    *,
    at: datetime,
    store: str = "",
    assisted_by: User | None = None,
) -> Reopened | None:
    """Make saved answers this session's; None when they were handed in or deleted meanwhile.

    `store` and `assisted_by` are those of a store's tablet that one comes back on.
    """
    draft = Draft.objects.select_for_update().filter(pk=draft_id, submitted_at=None).first()
    if draft is None:
        return None
    reopened = Reopened(
        draft,
        last_at=draft.updated_at,
        consent_again=_ask_consent_again(draft),
        warning_signs_again=_ask_warning_signs_again(draft, at),
    )
    _place(draft.data, store)
    draft.assisted_by = assisted_by or draft.assisted_by
    draft.updated_at = at
    draft.save()
    drafts.take_up(session, draft.pk, at=at)
    return reopened


def _ask_consent_again(draft: Draft) -> bool:
    """Whoever agreed to other words than today's has not agreed to these."""
    if consent.holds(draft.consent_version, language=draft.language):
        return False
    start = draft.data["pages"].get(START.key, {})
    return start.pop("consent", None) is not None


def _ask_warning_signs_again(draft: Draft, at: datetime) -> bool:
    """They are asked of "now": what was so days ago may have become an emergency."""
    if not drafts.is_stale(draft, at=at):
        return False
    return draft.data["pages"].pop(WARNING_SIGNS.key, None) is not None


def _place(data: dict[str, Any], store: str) -> None:
    """A tablet answers for its store where nobody has; elsewhere, a store can be changed again."""
    data.pop("fixed", None)
    if store and STORE.key not in data["pages"]:
        drafts.fix_store(data, store)
