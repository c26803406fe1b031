"""Reads the facts of one period and store: a fixed number of queries, however many submissions.

Decrypted are rule ids, coded reasons and, where there is a statement, the answers before it; what
comes out names neither an answer nor a submission.
"""

from datetime import datetime

from products.models import Store
from recommendations.desk.report import whose
from recommendations.desk.report.facts import Answered, Facts, Period, Waiting
from recommendations.desk.report.reading_answers import first_ways
from recommendations.desk.report.reading_reviews import reviewed
from recommendations.desk.report.reading_statements import stated
from recommendations.desk.targets import is_overdue, target
from recommendations.models import Submission


def read(period: Period, store: Store | None, at: datetime) -> Facts:
    """What waits, waits at `at`; everything else happened in the period."""
    return Facts(
        waiting=_waiting(store, at),
        answered=_answered(period, store),
        reviewed=reviewed(period, store),
        stated=stated(period, store),
    )


def _waiting(store: Store | None, at: datetime) -> tuple[Waiting, ...]:
    waiting = Submission.objects.filter(whose.of(store), desk_state=Submission.DeskState.NEW)
    late = waiting.filter(is_overdue(at)).order_by().values_list("pk", flat=True)
    overdue = set(late)
    rows = waiting.order_by().values_list(*whose.columns())
    return tuple(Waiting(whose.patient(*who), who[-1] in overdue) for who in rows)


def _answered(period: Period, store: Store | None) -> tuple[Answered, ...]:
    """By the disposition as it stands now, as the queue goes by it."""
    within = Submission.objects.filter(
        whose.of(store), first_answered_at__gte=period.start, first_answered_at__lt=period.end
    ).order_by()
    ways = first_ways(within)
    rows = within.values_list(*whose.columns(), "disposition", "submitted_at", "first_answered_at")
    return tuple(
        Answered(
            patient=whose.patient(*who),
            disposition=disposition,
            minutes=(answered_at - handed_in_at).total_seconds() / 60,
            target_minutes=target(disposition).total_seconds() / 60,
            way=ways.get(who[-1], ""),
        )
        for *who, disposition, handed_in_at, answered_at in rows
    )
