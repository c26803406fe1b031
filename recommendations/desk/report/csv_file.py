"""The report's figures as a file for a spreadsheet: the same numbers, hidden and rounded as there."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.utils.timezone import localdate

from herbology.csv_text import BYTE_ORDER_MARK, csv_lines, text
from recommendations.desk.report.facts import Period
from recommendations.desk.report.figures import Figures, Times
from recommendations.desk.report.rates import Count, RuleRate
from recommendations.desk.report.told import Part
from recommendations.desk.report.ways import way_in_words
from recommendations.desk.report.words import question_in_words, reason_in_words, rule_in_words
from recommendations.desk.targets import target
from recommendations.desk.words import disposition_in_words

HEADINGS = ("part", "code", "name", "reason", "measure", "value")
HIDDEN = "fewer than 5"
UNTOLD = ""  # too few for a share or a time
Row = tuple[object, ...]


def lines_of(figures: Figures, period: Period, store: str) -> Iterator[str]:
    """A figure in each line; `store` is empty for all of them."""
    yield BYTE_ORDER_MARK
    yield from csv_lines([HEADINGS])
    yield from csv_lines(map(_cells, _rows(figures, period, store)))


def _cells(row: Row) -> list[object]:
    return [text(cell) if isinstance(cell, str) else cell for cell in row]


def _rows(figures: Figures, period: Period, store: str) -> Iterator[Row]:
    yield "period", "", "", "", "first_day", localdate(period.start).isoformat()
    yield "period", "", "", "", "days", period.days
    yield "period", "", "", "", "store", store
    yield "now", "", "", "", "waiting", _number(figures.waiting)
    yield "now", "", "", "", "overdue", _number(figures.overdue)
    for times in (figures.answered, *figures.times):
        yield from _times(times)
    yield from _counts("first_answer", figures.ways, way_in_words)
    yield "published", "", "", "", "submissions", _number(figures.reviewed)
    for rate in figures.suggesting:
        yield from _rate("suggestion_overridden", rate)
    for rate in figures.closing:
        yield from _rate("closed_route_opened", rate)
    yield from _counts("reason", figures.reasons, reason_in_words)
    yield "statement", "", "", "", "submissions", _number(figures.stated)
    yield from _counts("statement", figures.questions, question_in_words)


def _times(times: Times) -> Iterator[Row]:
    name = disposition_in_words(times.code) if times.code else ""
    allowed = target(times.code) // timedelta(minutes=1) if times.code else UNTOLD
    for measure, value in (
        ("submissions", _number(times.number)),
        ("target_minutes", allowed),
        ("within_target_percent", _part(times.within_percent)),
        ("median_minutes", _told(times.median_minutes)),
        ("nine_of_ten_minutes", _told(times.nine_of_ten_minutes)),
    ):
        yield "answered", times.code, name, "", measure, value


def _rate(part: str, rate: RuleRate) -> Iterator[Row]:
    name = rule_in_words(rate.rule)
    for measure, value in (
        ("submissions", _number(rate.number)),
        ("overridden", _number(rate.overridden)),
        ("overridden_percent", _part(rate.overridden_percent)),
    ):
        yield part, rate.rule, name, "", measure, value
    for why in rate.reasons:
        yield part, rate.rule, name, why.code, "overridden", _number(why.number)


def _counts(part: str, counts: Iterable[Count], words: Callable[[str], str]) -> Iterator[Row]:
    for count in counts:
        yield part, count.code, words(count.code), "", "submissions", _number(count.number)


def _number(number: int | None) -> int | str:
    return HIDDEN if number is None else number


def _told(minutes: int | None) -> int | str:
    return UNTOLD if minutes is None else minutes


def _part(part: int | Part | None) -> int | str:
    return part.value if isinstance(part, Part) else _told(part)
