"""What was done with a submission, by the patient and at the desk, in one line of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations.desk.words import name_of
from recommendations.models import Submission

DECIDED = {"publish": _lazy("published"), "withhold": _lazy("withheld")}


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    who: str
    what: str
    note: str = ""


def history(submission: Submission, *more: Entry) -> list[Entry]:
    """Newest first. Reads what the page fetched: events, assessments with reviews, whose they are."""
    entries = [*_of_patient(submission), *_of_desk(submission), *_of_reviews(submission), *more]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _of_patient(submission: Submission) -> Iterator[Entry]:
    yield Entry(submission.submitted_at, _("The patient"), _("handed in"))
    if submission.call_requested_at:
        yield Entry(submission.call_requested_at, _("The patient"), _("asked for a call"))


def _of_desk(submission: Submission) -> Iterator[Entry]:
    for event in submission.desk_events.all():
        what = event.get_kind_display()
        if event.to:
            what = _("%(what)s to %(who)s") % {"what": what, "who": name_of(event.to)}
        yield Entry(event.at, name_of(event.by), what, event.note)


def _of_reviews(submission: Any) -> Iterator[Entry]:
    for assessment in submission.assessments.all():
        for review in assessment.reviews.all():
            decided = str(DECIDED[review.decision])
            yield Entry(review.at, name_of(review.by), decided, review.note)
