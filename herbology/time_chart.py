"""Where the dots of a chart over time stand: across in per cent by their days, down in em by value.

Values begin at zero, so that a small change does not look large.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from herbology.charts import em

TOP_EM = 0.8
HEIGHT_EM = 11.0  # from the highest value down to zero
DAYS_EM = 1.8  # below zero, for the first and the last day
# Of the width: room for the amounts at the left, and for half a mark at the right.
LEFT_PERCENT, RIGHT_PERCENT = 13.0, 97.0


@dataclass(frozen=True, slots=True)
class Dot:
    """`value` is zero or more."""

    day: date
    value: Decimal | int | float


@dataclass(frozen=True, slots=True)
class Series:
    """Dots in the order of their days."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one mark to the next."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A line across the chart, and what it stands for."""

    y: str
    value: float


@dataclass(frozen=True, slots=True)
class PlacedSeries:
    name: str
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class TimeChart:
    """`days_y`: where the days are written, from `left` to `right`."""

    height: str
    series: tuple[PlacedSeries, ...]
    amounts: tuple[Amount, ...]
    first_day: date | None
    last_day: date | None
    left: str
    right: str
    days_y: str


def place_over_time(series: Sequence[Series]) -> TimeChart:
    dots = [dot for each in series for dot in each.dots]
    days = [dot.day for dot in dots]
    most = round_up(max((float(dot.value) for dot in dots), default=0.0))
    placed = tuple(_placed(each, min(days), max(days), most) for each in series if each.dots)
    return TimeChart(
        height=em(TOP_EM + HEIGHT_EM + DAYS_EM),
        series=placed,
        amounts=tuple(
            Amount(em(_down(share * most, most)), round(share * most, 6)) for share in (1, 0.5, 0)
        ),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        left=_percent(LEFT_PERCENT),
        right=_percent(RIGHT_PERCENT),
        days_y=em(TOP_EM + HEIGHT_EM + DAYS_EM - 0.3),
    )


def round_up(amount: float) -> float:
    """To a number that halves well: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    if amount <= 0:
        return 1.0
    power = 1.0
    while power * 10 < amount:
        power *= 10
    while power >= amount:
        power /= 10
    return next(step * power for step in (2, 4, 6, 8, 10) if step * power >= amount)


def _placed(series: Series, first: date, last: date, most: float) -> PlacedSeries:
    marks = tuple(
        Mark(_percent(_across(dot.day, first, last)), em(_down(float(dot.value), most)))
        for dot in series.dots
    )
    stretches = tuple(Stretch(one.x, one.y, other.x, other.y) for one, other in pairwise(marks))
    return PlacedSeries(series.name, marks, stretches)


def _across(day: date, first: date, last: date) -> float:
    """A single day stands in the middle."""
    if first == last:
        return (LEFT_PERCENT + RIGHT_PERCENT) / 2
    share = (day - first).days / (last - first).days
    return LEFT_PERCENT + 2 + share * (RIGHT_PERCENT - LEFT_PERCENT - 4)


def _down(value: float, most: float) -> float:
    return TOP_EM + HEIGHT_EM * (1 - value / most)


def _percent(share: float) -> str:
    return f"{share:.1f}%"
