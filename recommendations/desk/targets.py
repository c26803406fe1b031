"""How soon somebody should have answered, by disposition.

The minutes are our own choice (docs/desk.md): no law or guideline that we found sets them. Their
order is the order of the queue, so that what cannot wait comes first.
"""

from datetime import datetime, timedelta

from django.db.models import Case, Q, Value, When

from recommendations.models import Submission

DAY = 24 * 60
TARGET_MINUTES = {
    "emergency": 15,
    "urgent_same_day": 60,
    "see_doctor_soon": 240,
    "prescriber_first": 480,
    "counselor_review": 480,
    "not_eligible": DAY,
    "see_doctor_routine": DAY,
    "standard": DAY,
}


def target(disposition: str) -> timedelta:
    """Within which to answer; a day for a disposition that has no target."""
    return timedelta(minutes=TARGET_MINUTES.get(disposition, DAY))


def overdue(submission: Submission, at: datetime) -> bool:
    """Whether it still waits for the desk, and longer than its target allows."""
    waits = submission.desk_state == Submission.DeskState.NEW
    return waits and at - submission.waiting_since > target(submission.disposition)


def is_overdue(at: datetime) -> Q:
    """The same, asked of the database."""
    late = ~Q(disposition__in=TARGET_MINUTES) & Q(waiting_since__lt=at - timedelta(minutes=DAY))
    for minutes in set(TARGET_MINUTES.values()):
        alike = [each for each, allowed in TARGET_MINUTES.items() if allowed == minutes]
        late |= Q(disposition__in=alike, waiting_since__lt=at - timedelta(minutes=minutes))
    return Q(desk_state=Submission.DeskState.NEW) & late


def rank() -> Case:
    """0 for what comes first; a disposition without a target comes last."""
    ranks = (When(disposition=each, then=Value(at)) for at, each in enumerate(TARGET_MINUTES))
    return Case(*ranks, default=Value(len(TARGET_MINUTES)))
