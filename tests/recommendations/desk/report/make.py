"""Submissions with what was done to them, as the report reads it."""

from datetime import timedelta
from itertools import count

from django.contrib.auth.models import User

from recommendations.models import (
    Amendment,
    DeskEvent,
    Message,
    Review,
    RouteOpening,
    Statement,
    Suggestion,
)
from tests.products import make as products
from tests.recommendations.builders import NOW, make_assessment, make_submission

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
YESTERDAY = NOW - DAY
numbers = count(1)


def counselor():
    return User.objects.get_or_create(username="robin")[0]


def submission(**values):
    number = next(numbers)
    return make_submission(f"R{number}", **{"patient_hash": f"patient {number}", **values})


def answered(at=YESTERDAY, *, minutes=30, way="spoken", **values):
    """Handed in so many minutes before it was first answered."""
    made = submission(
        **{
            "submitted_at": at - minutes * MINUTE,
            "first_answered_at": at,
            "desk_state": "answered",
            **values,
        }
    )
    WAYS[way](made, at)
    return made


def by_at(at):
    return {"by": counselor(), "at": at}


def speak(made, at):
    DeskEvent.objects.create(submission=made, kind="answered", **by_at(at))


def write(made, at, review=None):
    Message.objects.create(submission=made, text="Hello", review=review, **by_at(at))


def decide(made, at, decision="publish", assessment=None, last=None):
    return Review.objects.create(
        assessment=assessment or make_assessment(made),
        decision=decision,
        last_amendment=last,
        **by_at(at),
    )


WAYS = {
    "spoken": speak,
    "message": write,
    "silent": decide,
    "withheld": lambda made, at: decide(made, at, "withhold"),
    "result": lambda made, at: write(made, at, decide(made, at)),
    "none": lambda made, at: None,
}


def concluded(made, *, suggested=(), closed=()):
    """An assessment whose places have these rules behind them, and these close a route."""
    route = {"route": "smoked", "blocked_by": list(closed)}
    assessment = make_assessment(made, record={"assessment": {"routes": [route]}})
    for place, rules in enumerate(suggested, start=1):
        Suggestion.objects.create(
            assessment=assessment,
            position=place,
            route="topical",
            batch=products.batch(),
            snapshot={},
            reasons=[{"rule": rule, "params": []} for rule in rules],
        )
    return assessment


def amend(assessment, place=1, *, kind="withhold", reason="cost"):
    return Amendment.objects.create(
        assessment=assessment,
        position=place,
        kind=kind,
        route="topical",
        reason_code=reason,
        rules=["told by the suggestion itself"],
        **by_at(YESTERDAY),
    )


def open_(assessment, rules, *, reason="another_site"):
    return RouteOpening.objects.create(
        assessment=assessment,
        opened={"smoked": list(rules)},
        reason_code=reason,
        **by_at(YESTERDAY),
    )


def state(made, at=YESTERDAY, **changes):
    return Statement.objects.create(
        assessment=make_assessment(made),
        changes=changes,
        pages={},
        said=[],
        note="on the telephone",
        **by_at(at),
    )


def published(at=YESTERDAY, *, suggested=(), closed=(), **values):
    """Answered with a result of these rules, as it was suggested."""
    made = answered(at, way="none", **values)
    decide(made, at, assessment=concluded(made, suggested=suggested, closed=closed))
    return made
