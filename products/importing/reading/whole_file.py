"""What no single row shows: a column copied from another, a key that is mostly missing. Pure.

Public lab data hold whole columns that are wrong while each row looks possible.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from operator import eq

from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.analytes import Analyte, read_analytes
from products.importing.reading.reader import Row, Sheet
from products.importing.reading.rows import FLAGGED, Finding
from products.reading import TOTALS

FEWEST = 20  # rows: fewer may agree by chance
SHARE_EQUAL = Decimal("0.95")  # of the rows in which either of two analytes has a figure
SHARE_IMPOSSIBLE = Decimal("0.05")  # of the rows that report by weight
SHARE_BLANK = Decimal("0.5")
SHARE_FRACTIONS = Decimal("0.9")  # of the rows that report in percent
IDENTITY = ("product_key", "batch_number", "strain_key")
# A total without acid is its only part, so these are equal in honest files.
PARTS_OF_TOTAL = {"total_thc": ("thc", "thca"), "total_cbd": ("cbd", "cbda")}


def suspicions(sheet: Sheet, layout: Layout) -> list[Finding]:
    """Findings about the file as a whole; their row is the header's."""
    rows = [row for row in sheet.rows if _is_ours(row, layout)]
    analytes = read_analytes(rows, layout.readings)
    said = (
        *(*_copied(analytes), *_impossible(analytes)),
        *(*_fractions(analytes), *_blank(rows, layout)),
    )
    return [
        Finding(sheet.header_row, column, "", f"the file as a whole: {reason}", FLAGGED)
        for column, reason in said
    ]


def _is_ours(row: Row, layout: Layout) -> bool:
    try:
        return not row.fault and not any(row.found(s.column, s.pattern) for s in layout.skips)
    except RowRefusedError:  # the row itself tells it
        return False


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
    parts = _parts(analytes)
    sums = [sum(row) for row in zip(*(part.percents for part in parts), strict=True) if any(row)]
    over = sum(amount > 100 for amount in sums)
    if len(sums) >= FEWEST and over >= SHARE_IMPOSSIBLE * len(sums):
        yield (
            parts[0].column,
            f"the cannabinoids add up to more than 100 % in {_of(over, len(sums))} rows that report"
            " them by weight; probably a column is wrong, or in another unit than the layout says",
        )


def _parts(analytes: Sequence[Analyte]) -> Sequence[Analyte]:
    return [analyte for analyte in analytes if analyte.name not in TOTALS] or analytes


def _fractions(analytes: Sequence[Analyte]) -> Iterator[tuple[str, str]]:
    """A spreadsheet shows 0.25 as 25 % and exports 0.25."""
    in_percent = _parts([a for a in analytes if a.percents == a.figures])
    rows = zip(*(analyte.figures for analyte in in_percent), strict=True)
    sums = [sum(row) for row in rows if any(row)]
    below = sum(amount < 1 for amount in sums)
    if len(sums) >= FEWEST and below >= SHARE_FRACTIONS * len(sums):
        yield (
            in_percent[0].column,
            f"all percentages are below 1 in {_of(below, len(sums))} rows that report them:"
            " fractions? The layout reads 0.25 as 0.25 %, not as 25 %",
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
