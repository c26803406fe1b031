"""The figures in words, row by row, and the bars of their charts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from herbology.charts import Bar
from recommendations.desk.report.figures import Times
from recommendations.desk.report.rates import Count, RuleRate, percent_of
from recommendations.desk.report.told import Part
from recommendations.desk.report.words import (
    minutes_in_words,
    number_in_words,
    part_in_words,
    reason_in_words,
    rule_in_words,
)
from recommendations.desk.targets import target
from recommendations.desk.words import NOTHING, disposition_in_words, span_in_words

SENTENCE_END = re.compile(r"(?<=[.…]) (?=[A-Z])")
MOST_BARS = 8  # a chart answers what comes first; the table has them all
MOST_REASONS = 3  # of one rule; the file has them all


@dataclass(frozen=True, slots=True)
class TimesRow:
    name: str
    target: str
    number: str
    within: str
    half: str
    nine_of_ten: str


@dataclass(frozen=True, slots=True)
class RateRow:
    rule: str
    words: str
    number: str
    overridden: str
    share: str
    reasons: tuple[tuple[str, str], ...]


def times_row(times: Times) -> TimesRow:
    return TimesRow(
        name=disposition_in_words(times.code) if times.code else _("All together"),
        target=span_in_words(target(times.code)) if times.code else "",
        number=number_in_words(times.number),
        within=part_in_words(times.within_percent) if times.number else NOTHING,
        half=minutes_in_words(times.median_minutes) if times.number else NOTHING,
        nine_of_ten=minutes_in_words(times.nine_of_ten_minutes) if times.number else NOTHING,
    )


def rate_row(rate: RuleRate) -> RateRow:
    return RateRow(
        rule=rate.rule,
        words=rule_in_words(rate.rule),
        number=number_in_words(rate.number),
        overridden=number_in_words(rate.overridden),
        share=part_in_words(rate.overridden_percent),
        reasons=tuple(
            (reason_in_words(why.code), number_in_words(why.number))
            for why in rate.reasons[:MOST_REASONS]
        ),
    )


def times_bars(listed: Iterable[Times]) -> list[Bar]:
    """The share within its target of each disposition of which it can be told."""
    return [
        Bar(_label(times), percent_of(share), part_in_words(share))
        for times in listed
        if (share := times.within_percent) is not None
    ]


def rate_bars(rates: Iterable[RuleRate]) -> list[Bar]:
    """The most overridden; what fewer than five overrode is in the table."""
    bars = [
        Bar(_short(rate.rule), percent_of(share), part_in_words(share))
        for rate in rates
        if (share := rate.overridden_percent) not in (None, Part.FEW)
    ]
    return bars[:MOST_BARS]


def count_bars(counts: Iterable[Count], words: Callable[[str], str]) -> list[Bar]:
    return [
        Bar(words(count.code), count.number or 0, number_in_words(count.number)) for count in counts
    ]


def _label(times: Times) -> str:
    return _("%(disposition)s, target %(target)s") % {
        "disposition": disposition_in_words(times.code),
        "target": span_in_words(target(times.code)),
    }


def _short(rule: str) -> str:
    """Its id and its first sentence."""
    first = SENTENCE_END.split(rule_in_words(rule), maxsplit=1)[0].rstrip(".")
    return f"{rule}: {first}" if first else rule
