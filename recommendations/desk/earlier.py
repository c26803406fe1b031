"""The same patient's other submissions, in one line each, for whoever decides on one of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations import versions
from recommendations.desk.words import disposition_in_words
from recommendations.models import DeskEvent, Review, Submission
from recommendations.patients import others_of_the_same

MOST = 10
ANSWERS = {
    Review.Decision.PUBLISH.value: _lazy("published on %(day)s"),
    Review.Decision.WITHHOLD.value: _lazy("withheld on %(day)s"),
    DeskEvent.Kind.ANSWERED.value: _lazy("answered by phone or in person on %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """`suggested` names the products that stand now; `answered` is what the desk told last."""

    submission: Submission
    disposition: str
    state: str
    suggested: str
    answered: str


@dataclass(frozen=True, slots=True)
class Others:
    """The newest of them; `more` where there are older ones."""

    listed: tuple[Earlier, ...]
    more: bool


def others(submission: Submission) -> Others:
    """As many queries for ten as for one."""
    answered = DeskEvent.objects.filter(kind=DeskEvent.Kind.ANSWERED)
    theirs = others_of_the_same(submission).prefetch_related(
        "assessments__suggestions",
        "assessments__amendments",
        "assessments__reviews",
        Prefetch("desk_events", answered, to_attr="told"),
    )
    found = list(theirs[: MOST + 1])
    return Others(tuple(_in_lines(each) for each in found[:MOST]), len(found) > MOST)


def _in_lines(submission: Submission) -> Earlier:
    state = _("withdrawn") if submission.withdrawn_at else submission.get_desk_state_display()
    return Earlier(
        submission=submission,
        disposition=disposition_in_words(submission.disposition),
        state=str(state),
        suggested=_suggested(submission),
        answered=_answered(submission),
    )


def _suggested(submission: Submission) -> str:
    names = (item.snapshot["product"] for item in versions.newest(submission).standing)
    return ", ".join(dict.fromkeys(names)) or _("no product")


def _answered(submission: Submission) -> str:
    at, what = max(_answers(submission), default=(None, ""))
    if at is not None:
        return str(ANSWERS[what]) % {"day": date_format(at, "DATE_FORMAT")}
    at_once = submission.state == Submission.State.PUBLISHED
    return _("shown at once, as policy allows") if at_once else _("not answered")


def _answers(submission: Submission) -> Iterable[tuple[datetime, str]]:
    for assessment in submission.assessments.all():
        yield from ((review.at, review.decision) for review in assessment.reviews.all())
    yield from ((event.at, event.kind) for event in submission.told)  # type: ignore[attr-defined]
