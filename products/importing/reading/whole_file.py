"""What no single row shows: a column copied from another, a key that is mostly missing. Pure.

Public lab data hold whole columns that are wrong while each row looks possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from operator import eq

from products.importing.errors import UnreadableError
from products.importing.layout.parts import IN_CELL, ReadingColumns
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row, Sheet
from products.importing.reading.rows import FLAGGED, Finding
from products.importing.reading.values import read_amount
from products.reading import MG_PER_G_PER_PERCENT, TOTALS

FEWEST = 20  # rows: fewer may agree by chance
SHARE_EQUAL = Decimal("0.95")  # of the rows in which either of two analytes has a figure
SHARE_IMPOSSIBLE = Decimal("0.05")  # of the rows that report by weight
SHARE_BLANK = Decimal("0.5")
IDENTITY = ("product_key", "batch_number", "strain_key")
# A total without acid is its only part, so these are equal in honest files.
PARTS_OF_TOTAL = {"total_thc": ("thc", "thca"), "total_cbd": ("cbd", "cbda")}
PER_PERCENT = {"percent": Decimal(1), "mg_per_g": MG_PER_G_PER_PERCENT}
NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Analyte:
    """One cannabinoid down the file: for each row the figure, and its percent by weight.

    0 where the cell holds no figure, or one that is not by weight.
    """

    name: str
    column: str
    figures: Sequence[Decimal]
    percents: Sequence[Decimal]


def suspicions(sheet: Sheet, layout: Layout) -> list[Finding]:
    """Findings about the file as a whole; their row is the header's."""
    rows = [row for row in sheet.rows if _is_ours(row, layout)]
    analytes = _analytes(rows, layout.readings)
    said = (*_copied(analytes), *_impossible(analytes), *_blank(rows, layout))
    return [
        Finding(sheet.header_row, column, "", f"the file as a whole: {reason}", FLAGGED)
        for column, reason in said
    ]


def _is_ours(row: Row, layout: Layout) -> bool:
    skipped = (skip.pattern.search(row.cells.get(skip.column, "")) for skip in layout.skips)
    return not row.fault and not any(skipped)


def _copied(analytes: Iterable[Analyte]) -> Iterator[tuple[str, str]]:
    for one, other in combinations(analytes, 2):
        if one.column == other.column or _is_part(one.name, other.name):
            continue
        same = sum(map(eq, one.figures, other.figures))  # most pairs end here, and it is quick
        if same < SHARE_EQUAL * len(one.figures):
            continue
        either = sum(bool(a or b) for a, b in zip(one.figures, other.figures, strict=True))
        equal = same - (len(one.figures) - either)
        if either >= FEWEST and equal >= SHARE_EQUAL * either:
            yield (
                one.column,
                f"{one.column} and {other.column} are equal in {_of(equal, either)} rows that"
                " report either; one is probably a copy of the other",
            )


def _is_part(one: str, other: str) -> bool:
    return other in PARTS_OF_TOTAL.get(one, ()) or one in PARTS_OF_TOTAL.get(other, ())


def _impossible(analytes: Sequence[Analyte]) -> Iterator[tuple[str, str]]:
    parts = [analyte for analyte in analytes if analyte.name not in TOTALS] or analytes
    sums = [sum(row) for row in zip(*(part.percents for part in parts), strict=True) if any(row)]
    over = sum(amount > 100 for amount in sums)
    if len(sums) >= FEWEST and over >= SHARE_IMPOSSIBLE * len(sums):
        yield (
            parts[0].column,
            f"the cannabinoids add up to more than 100 % in {_of(over, len(sums))} rows that report"
            " them by weight; probably a column is wrong, or in another unit than the layout says",
        )


def _blank(rows: Sequence[Row], layout: Layout) -> Iterator[tuple[str, str]]:
    for field in IDENTITY:
        column = layout.columns.get(field)
        if not column or field in layout.optional:
            continue
        cells = [row.cells.get(column, "") for row in rows]
        blank = sum(not cell or cell.casefold() in layout.empty for cell in cells)
        if blank > SHARE_BLANK * len(rows):
            yield (
                column,
                f"{column} is blank in {_of(blank, len(rows))} rows; is it the right column?",
            )


def _of(some: int, rows: int) -> str:
    return f"{some:,} of {rows:,} ({100 * some // rows} %)"


def _analytes(rows: Sequence[Row], columns: ReadingColumns) -> list[Analyte]:
    words = [row.cells.get(columns.unit_column, "") for row in rows]
    analytes = []
    for name, column in columns.columns.items():
        amounts = _Amounts(columns, columns.unit_of.get(name, columns.unit))
        cells = (row.cells.get(column, "") for row in rows)
        read = [amounts[cell, word] for cell, word in zip(cells, words, strict=True)]
        figures, percents = [figure for figure, _ in read], [percent for _, percent in read]
        analytes.append(Analyte(name, column, figures, percents))
    return analytes


class _Amounts(dict[tuple[str, str], tuple[Decimal, Decimal]]):
    """A cell and its row's word for the unit to figure and percent, each pair read once."""

    def __init__(self, columns: ReadingColumns, unit: str) -> None:
        super().__init__()
        self._columns, self._unit = columns, unit

    def __missing__(self, key: tuple[str, str]) -> tuple[Decimal, Decimal]:
        bare, unit = self._split(*key)
        try:
            figure = read_amount(bare, unit, self._columns.words).amount or NONE
        except UnreadableError:  # the row itself tells it
            figure = NONE
        percent = figure / PER_PERCENT[unit] if unit in PER_PERCENT else NONE
        self[key] = figure, percent
        return self[key]

    def _split(self, cell: str, word: str) -> tuple[str, str]:
        columns = self._columns
        of_row = columns.units.get(word.casefold()) or columns.bare_unit
        if self._unit != IN_CELL:
            return cell, self._unit or of_row
        for suffix, unit in columns.units.items():
            if cell.casefold().endswith(suffix):
                return cell[: -len(suffix)], unit
        return cell, of_row
