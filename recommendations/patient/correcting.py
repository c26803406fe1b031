"""Answer again: a new draft out of the answers handed in, which stay as they were."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

from recommendations.chain import chain_of
from recommendations.conclusions import pages_behind
from recommendations.models import Draft, Submission
from recommendations.questionnaire import consent, drafts
from recommendations.questionnaire.pages import START, WARNING_SIGNS


def begin(session: SessionBase, *, submission: Submission, at: datetime) -> Draft:
    """This session's draft that corrects the newest answers: the one begun before, or a new one."""
    newest = Submission.objects.get(pk=chain_of(submission).newest.pk)
    begun = drafts.of_session(session, at=at)
    if begun and not begun.submitted_at and begun.follows == newest.reference:
        return begun
    return drafts.begin(
        session,
        at=at,
        pages=_pages(newest),
        follows=newest.reference,
        consent_version=newest.consent_version,
    )


def _pages(submission: Submission) -> dict[str, Any]:
    """As typed, but for what must be said anew: warning signs come and go, and so do the terms."""
    pages = pages_behind(submission)
    pages.pop(WARNING_SIGNS.key, None)
    agreed = consent.holds(submission.consent_version, language=submission.language)
    if not agreed and START.key in pages:
        start = pages[START.key]
        pages[START.key] = {name: start[name] for name in start if name != "consent"}
    return pages
