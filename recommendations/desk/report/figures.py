"""From facts to the figures that may be told. Pure: no database, no clock, no prose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recommendations.desk.report.facts import Answered, Facts
from recommendations.desk.report.rates import Count, RuleRate, rates, reasons_of, tellable
from recommendations.desk.report.told import (
    Part,
    half_within,
    nine_of_ten_within,
    number,
    share,
)


@dataclass(frozen=True, slots=True)
class Times:
    """Of one disposition, or of all where `code` is empty. Times in minutes, shares in per cent."""

    code: str
    number: int | None
    within_percent: int | Part | None
    median_minutes: int | None
    nine_of_ten_minutes: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """What is broken down by something a patient said lists only what can be told."""

    waiting: int | None
    overdue: int | None
    answered: Times
    times: tuple[Times, ...]
    ways: tuple[Count, ...]
    reviewed: int | None
    suggesting: tuple[RuleRate, ...]
    closing: tuple[RuleRate, ...]
    reasons: tuple[Count, ...]
    stated: int | None
    questions: tuple[Count, ...]


def figures_of(facts: Facts, *, dispositions: Iterable[str], ways: Iterable[str]) -> Figures:
    """A row for each disposition and each way, in the order given, whether or not there is any."""
    return Figures(
        waiting=number([each.patient for each in facts.waiting]),
        overdue=number([each.patient for each in facts.waiting if each.overdue]),
        answered=_times("", facts.answered),
        times=tuple(
            _times(code, [each for each in facts.answered if each.disposition == code])
            for code in dispositions
        ),
        ways=tuple(
            Count(code, number([each.patient for each in facts.answered if each.way == code]))
            for code in ways
        ),
        reviewed=number([each.patient for each in facts.reviewed]),
        suggesting=rates(facts.reviewed, lambda each: each.suggested),
        closing=rates(facts.reviewed, lambda each: each.closed),
        reasons=tellable((each.patient, reasons_of(each)) for each in facts.reviewed),
        stated=number([each.patient for each in facts.stated]),
        questions=tellable((each.patient, each.questions) for each in facts.stated),
    )


def _times(code: str, answered: Sequence[Answered]) -> Times:
    group = [each.patient for each in answered]
    minutes = [each.minutes for each in answered]
    return Times(
        code=code,
        number=number(group),
        within_percent=share(
            [each.patient for each in answered if each.within],
            [each.patient for each in answered if not each.within],
        ),
        median_minutes=half_within(group, minutes),
        nine_of_ten_minutes=nine_of_ten_within(group, minutes),
    )
