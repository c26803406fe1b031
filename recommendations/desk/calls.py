"""Whether a patient still waits to be called. Asking again after a call is a new wish."""

from django.db.models import F, Q

from recommendations.models import Submission

RED_FLAGS = ("emergency", "urgent_same_day")


def call_is_wanted() -> Q:
    unheard = Q(called_at=None) | Q(called_at__lt=F("call_requested_at"))
    return Q(call_requested_at__isnull=False) & unheard


def wants_call(submission: Submission) -> bool:
    asked, called = submission.call_requested_at, submission.called_at
    return asked is not None and (called is None or called < asked)


def red_flag_call() -> Q:
    """A warning sign, and a call that nobody has made: first of all."""
    return Q(disposition__in=RED_FLAGS) & call_is_wanted()
