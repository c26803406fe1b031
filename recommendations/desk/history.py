"""What was done with a submission, by the patient and at the desk, in one line of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from recommendations.desk import reasons
from recommendations.desk.words import name_of
from recommendations.models import Amendment, RouteOpening, Submission

DECIDED = {"publish": _lazy("published"), "withhold": _lazy("withheld")}


@dataclass(frozen=True, slots=True)
class Entry:
    at: datetime
    who: str
    what: str
    note: str = ""


def history(submission: Submission, *more: Entry) -> list[Entry]:
    """Newest first. Reads what the page fetched: events, assessments with reviews, whose they are."""
    entries = [
        *_of_patient(submission),
        *_of_desk(submission),
        *_of_reviews(submission),
        *_of_assessments(submission),
        *more,
    ]
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


def _of_assessments(submission: Any) -> Iterator[Entry]:
    """What was changed in each, and why it was made where it is not the first."""
    for assessment in submission.assessments.all():
        for amendment in assessment.amendments.all():
            yield Entry(amendment.at, name_of(amendment.by), _amended(amendment), amendment.note)
        if opening := getattr(assessment, "opening", None):
            yield Entry(opening.at, name_of(opening.by), _opened(opening), opening.note)
        if statement := getattr(assessment, "statement", None):
            what = _("recorded what the patient cleared up")
            yield Entry(statement.at, name_of(statement.by), what, statement.note)


def _amended(amendment: Amendment) -> str:
    words = {
        "place": amendment.position,
        "what": amendment.get_kind_display(),
        "product": (amendment.snapshot or {}).get("product", ""),
        "reason": reasons.in_words(amendment.reason_code) if amendment.reason_code else "",
    }
    return (_("suggestion %(place)s %(what)s: %(product)s %(reason)s") % words).rstrip(": ")


def _opened(opening: RouteOpening) -> str:
    rules = dict.fromkeys(rule for rules in opening.opened.values() for rule in rules)
    said = _("opened %(routes)s (%(rules)s): %(reason)s") % {
        "routes": ", ".join(route.replace("_", " ") for route in opening.opened),
        "rules": ", ".join(rules),
        "reason": reasons.in_words(opening.reason_code),
    }
    return f"{said}. {agreed_in_words(opening)}" if opening.agreement else said


def agreed_in_words(opening: RouteOpening) -> str:
    """Such as: Agreed by Dr. Lee, Nov. 20, 2026: by letter."""
    agreement = opening.agreement or {}
    day = agreement.get("agreed_on")
    words = {
        "who": agreement.get("who", ""),
        "day": date_format(date.fromisoformat(day)) if day else "?",
        "how": agreement.get("how", "").replace("_", " "),
    }
    return _("Agreed by %(who)s on %(day)s (%(how)s).") % words
