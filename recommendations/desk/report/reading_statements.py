"""Which questions counselors' statements were about: those whose answer became another one."""

from typing import Any

from products.models import Store
from recommendations.desk.report import whose
from recommendations.desk.report.facts import Period, Stated
from recommendations.models import Statement

SUBMISSION = "assessment__submission__"


def stated(period: Period, store: Store | None) -> tuple[Stated, ...]:
    """One for each submission with a statement in the period. What was answered stays inside."""
    within = Statement.objects.filter(
        whose.of(store, SUBMISSION), at__gte=period.start, at__lt=period.end
    )
    every = Statement.objects.filter(
        assessment__submission__in=within.values("assessment__submission")
    )
    rows = every.order_by("pk").values_list(
        *whose.columns(SUBMISSION), f"{SUBMISSION}answers", "at", "changes"
    )
    now: dict[int, dict[str, Any]] = {}
    changed: dict[int, set[str]] = {}
    patients: dict[int, str] = {}
    for *who, answers, at, changes in rows:
        key = who[-1]
        patients[key] = whose.patient(*who)
        before = now.setdefault(key, dict(answers))
        if period.start <= at < period.end:
            changed.setdefault(key, set()).update(changed_by(changes, before))
        before |= changes
    return tuple(Stated(patients[key], frozenset(keys)) for key, keys in changed.items())


def changed_by(changes: dict[str, Any], before: dict[str, Any]) -> set[str]:
    """A statement holds a whole page of the questionnaire, and not all of it is new."""
    return {key for key, value in changes.items() if before.get(key) != value}
