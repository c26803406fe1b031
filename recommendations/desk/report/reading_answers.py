"""How each submission was first answered, from the traces that answers leave."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from recommendations.desk.report.ways import MESSAGE, RESULT, SILENT, SPOKEN, WITHHELD
from recommendations.models import DeskEvent, Message, Review, Submission

Trace = tuple[int, datetime, str]  # whose, when, how


def first_ways(submissions: QuerySet[Submission]) -> dict[int, str]:
    """By the submission's key. A result and the message sent with it are one answer."""
    keys = submissions.values("pk")
    ways: dict[int, str] = {}
    for key, _at, way in sorted(_traces(keys), key=lambda trace: trace[1]):
        ways.setdefault(key, way)
    return ways


def _traces(keys: QuerySet[Any, Any]) -> Iterator[Trace]:
    reviews = Review.objects.filter(assessment__submission__in=keys).order_by("pk")
    for key, at, decision, message in reviews.values_list(
        "assessment__submission", "at", "decision", "message"
    ):
        yield key, at, _way_of(decision, message)
    alone = Message.objects.filter(submission__in=keys, review=None, by__isnull=False)
    for key, at in alone.order_by("pk").values_list("submission", "at"):
        yield key, at, MESSAGE
    spoken = DeskEvent.objects.filter(submission__in=keys, kind=DeskEvent.Kind.ANSWERED)
    for key, at in spoken.order_by("pk").values_list("submission", "at"):
        yield key, at, SPOKEN


def _way_of(decision: str, message: int | None) -> str:
    if decision == Review.Decision.WITHHOLD:
        return WITHHELD
    return SILENT if message is None else RESULT
