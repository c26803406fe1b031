"""Where spans of time stand on one line from now to a day later, in per cent and em.

Minutes and hours matter both, so the line is not even: each mark is as far from the last as from
the next, and a span is placed between the marks around it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

MARKS_MINUTES = (0, 15, 60, 240, 720, 1440)
STEP_PERCENT = 100 / (len(MARKS_MINUTES) - 1)
SHORTEST_PERCENT = 1.5  # what is over in seconds can still be seen

LABEL_EM = 1.3
BASELINE_EM = 1.0
BAR_EM = 0.9
GAP_EM = 0.7


@dataclass(frozen=True, slots=True)
class Span:
    """From a minute to another; `sure_until` ends what is certain, the rest may be. `text` says it all.

    `until_minutes` None: it goes on beyond the line.
    """

    label: str
    text: str
    from_minutes: int
    until_minutes: int | None
    sure_until_minutes: int | None = None
    yours: bool = False


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """`sure_width` is "" where nothing of it is certain."""

    label: str
    text: str
    label_y: str
    y: str
    x: str
    width: str
    sure_width: str
    yours: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """`marks` are (x, minutes)."""

    height: str
    marks: tuple[tuple[str, int], ...]
    spans: tuple[PlacedSpan, ...]


def place(spans: Sequence[Span]) -> Timeline:
    row = LABEL_EM + BAR_EM + GAP_EM
    return Timeline(
        height=_em(max(len(spans) * row - GAP_EM, 0)),
        marks=tuple((_percent(percent_of(minutes)), minutes) for minutes in MARKS_MINUTES),
        spans=tuple(_placed(span, number * row) for number, span in enumerate(spans)),
    )


def percent_of(minutes: int) -> float:
    """0 at now, 100 a day later and beyond."""
    for number, (before, after) in enumerate(pairwise(MARKS_MINUTES)):
        if minutes <= after:
            return STEP_PERCENT * (number + (minutes - before) / (after - before))
    return 100.0


def _placed(span: Span, top: float) -> PlacedSpan:
    last = MARKS_MINUTES[-1] if span.until_minutes is None else span.until_minutes
    start = min(percent_of(span.from_minutes), 100 - SHORTEST_PERCENT)
    sure = span.sure_until_minutes
    return PlacedSpan(
        label=span.label,
        text=span.text,
        label_y=_em(top + BASELINE_EM),
        y=_em(top + LABEL_EM),
        x=_percent(start),
        width=_percent(max(percent_of(last) - start, SHORTEST_PERCENT)),
        sure_width="" if sure is None else _percent(max(percent_of(sure) - start, 0)),
        yours=span.yours,
    )


def _percent(share: float) -> str:
    return f"{share:.1f}%"


def _em(length: float) -> str:
    return f"{length:.2f}em"
