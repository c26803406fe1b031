"""What a patient's own page shows: the result, or that it no longer holds; and the messages."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from recommendations import versions
from recommendations.chain import Chain
from recommendations.models import Submission
from recommendations.notices import CAME_BACK, why_none
from recommendations.patient.cards import ResultPage
from recommendations.patient.changed import recalls
from recommendations.patient.forms import ReplyForm
from recommendations.patient.presentation import present, with_pickups
from recommendations.questionnaire.caring import result_reminder
from recommendations.thread import thread_of

RESULT = "recommendations/patient/result.html"
ENDED = "recommendations/patient/ended.html"


def template_of(chain: Chain) -> str:
    return ENDED if chain.withdrawn_at or chain.newer else RESULT


def context_of(
    submission: Submission, chain: Chain, *, at: datetime, form: ReplyForm | None = None
) -> dict[str, Any]:
    """`written_to`: whether a counselor has written, which is then read before all else.

    `told_by_mail`: "yes", "no", or "came_back" where mail does not arrive.
    """
    page, thread = _with_recalls(present(submission, at=at), submission, chain), thread_of(chain)
    if template_of(chain) == RESULT:
        chosen = (form.data or form.initial) if form else {}
        page = with_pickups(page, submission, at=at, chosen=chosen)
    context = {
        "page": page,
        "store": submission.store,
        "about": result_reminder(submission),
        "chain": chain,
        "thread": thread,
        "written_to": any(not each.by_patient for each in thread),
        "form": form or ReplyForm(initial={"shown": len(thread)}),
    }
    if template_of(chain) == ENDED:
        return context | _when_ended(page, chain, at)
    why = why_none(submission)
    return context | {"told_by_mail": CAME_BACK if why == CAME_BACK else "no" if why else "yes"}


def _when_ended(page: ResultPage, chain: Chain, at: datetime) -> dict[str, Any]:
    """Of the old result only what a person must still know: help that is needed, and recalls.

    What help is needed is what the newest answers say.
    """
    newest = Submission.objects.get(pk=chain.newest.pk) if chain.newer else None
    now = present(newest, at=at) if newest else page
    return {"now": now}


def _with_recalls(page: ResultPage, submission: Submission, chain: Chain) -> ResultPage:
    """Also those that were shown for earlier answers: it is the same patient."""
    if len(chain.keys) == 1:
        return page
    others = Submission.objects.filter(pk__in=chain.keys).exclude(pk=submission.pk)
    theirs = others.order_by("pk").prefetch_related(*versions.PARTS)
    return replace(page, recalls=recalls(*theirs, submission))
