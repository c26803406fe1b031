"""What a layout says about a kind of file: which column is what, and what may be assumed.

Pure values; `layout.file` makes them from TOML.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from products.importing.layout.fields import BATCHES
from products.importing.layout.parts import (
    UNCLASSIFIED,
    Assumptions,
    CellRule,
    Figure,
    FileShape,
    Move,
    PanelColumns,
    ReadingColumns,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Words of the file are keys in lower case.

    `columns` has the first of `format_columns` as its format. `values` are the file's words for
    what a field's own reader knows. `empty`: words that stand for an empty cell. `constants` are
    facts of every new product that no column says, in the types of the catalogue.
    """

    name: str
    title: str
    tried_on: str  # the real file it was tried on, or "untried"
    columns: Mapping[str, str]  # our field: the file's column
    optional: frozenset[str]  # fields whose column a file may leave out
    formats: Mapping[str, str] = field(default_factory=dict)  # word: format code or UNCLASSIFIED
    rows: str = BATCHES  # or strains, or ledger
    file: FileShape = field(default_factory=FileShape)
    date_patterns: tuple[str, ...] = ("%Y-%m-%d",)
    empty: frozenset[str] = frozenset()
    format_columns: tuple[str, ...] = ()
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by field
    constants: Mapping[str, Any] = field(default_factory=dict)
    quantity_units: Mapping[str, str] = field(default_factory=dict)
    plant_labels: Mapping[str, str] = field(default_factory=dict)
    readings: ReadingColumns = field(default_factory=ReadingColumns)
    terpenes: Mapping[str, str] = field(default_factory=dict)
    panels: PanelColumns = field(default_factory=PanelColumns)
    skips: tuple[CellRule, ...] = ()  # no product of ours: refused
    quarantines: tuple[CellRule, ...] = ()  # not for sale: a new batch is not released
    flags: tuple[CellRule, ...] = ()  # true, but worth a look
    moves: tuple[Move, ...] = ()
    figures: tuple[Figure, ...] = ()
    assume: Assumptions = field(default_factory=Assumptions)

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """Every column that a file must have, each once."""
        return self._columns_without(self.optional)

    @property
    def read_columns(self) -> tuple[str, ...]:
        """Every column that is read where a file has it, each once."""
        return self._columns_without(frozenset())

    @property
    def format_codes(self) -> frozenset[str]:
        moved_to = {move.to for move in self.moves}
        from_moves = frozenset[str]().union(*(move.formats for move in self.moves))
        from_figures = frozenset[str]().union(*(figure.formats for figure in self.figures))
        assumed = {*self.assume.serving_amount, *self.assume.divides_into}
        named = {*self.formats.values(), *moved_to, *assumed}
        return (from_moves | from_figures | named) - {UNCLASSIFIED}

    @property
    def constants_in_words(self) -> tuple[str, ...]:
        """For the plan, which tells them once: no row of the file says them."""
        return tuple(f"{name} = {value}" for name, value in self.constants.items())

    def _columns_without(self, optional: frozenset[str]) -> tuple[str, ...]:
        rules: tuple[CellRule | Move | Figure, ...] = (
            *self.skips,
            *self.quarantines,
            *self.flags,
            *self.moves,
            *self.figures,
        )
        groups = {
            "format": self.format_columns,
            "readings": self.readings.all_columns,
            "terpenes": self.terpenes.values(),
            "panels": self.panels.columns.values(),
        }
        fields = [column for name, column in self.columns.items() if name not in optional]
        fields += [rule.column for rule in rules]
        fields += [name for key in groups if key not in optional for name in groups[key]]
        return tuple(dict.fromkeys(filter(None, fields)))
