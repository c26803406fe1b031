"""The cannabinoids of a whole file, column by column. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from products.importing.errors import UnreadableError
from products.importing.layout.parts import IN_CELL, ReadingColumns
from products.importing.reading.reader import Row
from products.importing.reading.values import read_amount, split_unit
from products.reading import MG_PER_G_PER_PERCENT

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


def read_analytes(rows: Sequence[Row], columns: ReadingColumns) -> list[Analyte]:
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
        figure, unit = split_unit(cell, columns.units)
        return figure, unit or of_row
