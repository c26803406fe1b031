"""A row's laboratory cells to readings. Pure."""

from decimal import ROUND_HALF_UP, Decimal

from products.importing.errors import RowRefusedError, UnreadableError
from products.importing.layout.parts import IN_CELL, ReadingColumns
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.importing.reading.values import (
    ReadAmount,
    read_amount,
    split_unit,
    without_number,
)
from products.potency import PotencyError, Reading

# Without these the amount of THC would be guessed: a row with one of them unreadable is refused.
INDISPENSABLE = frozenset({"thc", "thca", "total_thc"})
STORED = Decimal("0.0001")
MOST = 1_000_000  # milligrams: no pack holds a kilogram of anything


def read_readings(row: Row, layout: Layout) -> tuple[list[Reading], list[Finding]]:
    """The row's readings, each with its unit, and what was read past or left out.

    Raises RowRefusedError where an amount is impossible or an indispensable one unreadable.
    """
    readings: list[Reading] = []
    findings: list[Finding] = []
    columns = layout.readings.columns
    present = {name: column for name, column in columns.items() if row.cells.get(column)}
    for cannabinoid, column in present.items():
        value = row.cells[column]
        try:
            unit, bare = _unit(cannabinoid, value, row, layout.readings)
            said = read_amount(bare, unit, layout.readings.words)
        except UnreadableError as reason:
            if cannabinoid in INDISPENSABLE:
                raise RowRefusedError(str(reason), column=column, value=value) from None
            findings.append(row.flagged(column, f"{reason}; left out"))
            continue
        if said.note:
            findings.append(row.flagged(column, said.note))
        if said.detection != "not_reported":
            readings.append(_reading(cannabinoid, unit, said, column, value))
    return readings, findings


def read_terpenes(row: Row, layout: Layout) -> tuple[dict[str, float], list[Finding]]:
    """Percent by weight of those found. Aroma only, so an unreadable one refuses nothing."""
    found: dict[str, float] = {}
    findings: list[Finding] = []
    for name, column in layout.terpenes.items():
        value = row.cells.get(column, "")
        try:
            said = read_amount(value, "percent", layout.readings.words)
            if said.amount is not None and said.amount > 100:
                raise UnreadableError("is more than 100 %")
        except UnreadableError as reason:
            findings.append(row.flagged(column, f"{reason}; left out"))
            continue
        if said.note:
            findings.append(row.flagged(column, said.note))
        if said.amount:
            found[name] = float(said.amount)
    return found, findings


def _unit(cannabinoid: str, value: str, row: Row, columns: ReadingColumns) -> tuple[str, str]:
    """The cell's unit, and the cell without it where it stands inside."""
    if cannabinoid in columns.unit_of:
        return columns.unit_of[cannabinoid], value
    if columns.unit == IN_CELL:
        return _unit_in_cell(value, row, columns)
    if columns.unit:
        return columns.unit, value
    return _unit_of_row(row, columns), value


def _unit_in_cell(value: str, row: Row, columns: ReadingColumns) -> tuple[str, str]:
    figure, unit = split_unit(value, columns.units)
    if unit and split_unit(figure, columns.units)[1]:
        raise UnreadableError("has more than one unit behind it")
    if unit:
        return unit, figure
    if columns.bare_unit:
        return columns.bare_unit, value
    if row.cells.get(columns.unit_column):
        return _unit_of_row(row, columns), value
    if without_number(value, columns.words):
        return "percent", value  # of nothing, one unit is as good as another
    known = ", ".join(f"“{suffix}”" for suffix in columns.units)
    raise UnreadableError(f"needs its unit behind it; the layout knows {known}")


def _unit_of_row(row: Row, columns: ReadingColumns) -> str:
    word = row.cells.get(columns.unit_column, "")
    unit = columns.units.get(word.casefold())
    if unit is None:
        known = ", ".join(columns.units)
        raise RowRefusedError(
            f"is not a unit the layout knows ({known}); readings without a unit say nothing",
            column=columns.unit_column,
            value=word,
        )
    return unit


def _reading(cannabinoid: str, unit: str, said: ReadAmount, column: str, value: str) -> Reading:
    amount = said.amount
    if amount is not None and amount > MOST:
        raise RowRefusedError(f"is more than {MOST}", column=column, value=value)
    if amount is not None:
        amount = amount.quantize(STORED, ROUND_HALF_UP)
    try:
        return Reading(cannabinoid, unit, amount, said.detection)
    except PotencyError as error:
        raise RowRefusedError(str(error), column=column, value=value) from None
