"""Where the parts of a bar chart stand: across in per cent, down in em, so that text keeps its size.

Each bar lies under its label and is followed by its value. The longest bar leaves room for the
longest value, and labels are broken into lines that fit a screen of 320 px.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from textwrap import wrap

LABEL_CHARACTERS = 34
VALUE_CHARACTERS = 16
# Of the chart's width on a narrow screen; a little more than a character needs.
CHARACTER_PERCENT = 3
SHORTEST_PERCENT = 1  # of the longest bar: what is more than nothing can be seen

LINE_EM = 1.3
BASELINE_EM = 1.0
SPACE_EM = 0.1  # between a label and its bar
BAR_EM = 1.1
VALUE_BASELINE_EM = 0.9
GAP_EM = 0.9


@dataclass(frozen=True, slots=True)
class Bar:
    """`value` is zero or more, `text` is how it is written, with its unit: 12.5 and "12.5 days"."""

    label: str
    value: Decimal | int | float
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    y: str
    text: str


@dataclass(frozen=True, slots=True)
class PlacedBar:
    """Lengths as SVG writes them, such as 63.2% and 1.3em."""

    label_lines: tuple[Line, ...]
    y: str
    height: str
    width: str
    value: Line


@dataclass(frozen=True, slots=True)
class BarChart:
    height: str
    bars: tuple[PlacedBar, ...]


def place(bars: Sequence[Bar], *, full: float | None = None) -> BarChart:
    """`full` is what takes the whole width, such as 100 for a share; otherwise the longest bar does."""
    placed, top = [], 0.0
    for bar, width in zip(bars, _widths(bars, full), strict=True):
        lines = wrap(bar.label, LABEL_CHARACTERS) or [""]
        placed.append(_placed(bar, width, lines, top))
        top += len(lines) * LINE_EM + SPACE_EM + BAR_EM + GAP_EM
    return BarChart(height=em(max(top - GAP_EM, 0)), bars=tuple(placed))


def _placed(bar: Bar, width: float, lines: Sequence[str], top: float) -> PlacedBar:
    bar_top = top + len(lines) * LINE_EM + SPACE_EM
    return PlacedBar(
        label_lines=tuple(
            Line(em(top + number * LINE_EM + BASELINE_EM), line)
            for number, line in enumerate(lines)
        ),
        y=em(bar_top),
        height=em(BAR_EM),
        width=f"{width:.1f}%",
        value=Line(em(bar_top + VALUE_BASELINE_EM), _shortened(bar.text)),
    )


def _widths(bars: Sequence[Bar], full: float | None) -> list[float]:
    """In per cent of the chart's width."""
    longest_text = max((len(_shortened(bar.text)) for bar in bars), default=0)
    room = 100 - CHARACTER_PERCENT * (longest_text + 1)
    most = full or max((float(bar.value) for bar in bars), default=0.0)
    return [room * _share(float(bar.value), most) for bar in bars]


def _share(value: float, most: float) -> float:
    return max(value / most, SHORTEST_PERCENT / 100) if value > 0 else 0.0


def _shortened(text: str) -> str:
    return text if len(text) <= VALUE_CHARACTERS else text[: VALUE_CHARACTERS - 1] + "…"


def em(length: float) -> str:
    return f"{length:.2f}em"
