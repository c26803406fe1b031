"""What a layout says about a kind of file: which column is what, and what may be assumed.

Pure values; `layout_file` makes them from TOML.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from products.importing.values import Words

UNCLASSIFIED = "unclassified"

PRODUCT_FIELDS = (
    "name",
    "producer",
    "description",
    "strain",
    "stock_unit",
    "pack_amount",
    "pack_unit",
    "servings",
    "serving_amount",
    "divides_into",
    "label_thc_mg_per_serving",
    "label_cbd_mg_per_serving",
    "ingredients",
    "ingredients_known",
    "allergens",
    "contains_alcohol",
    "price",
)
BATCH_FIELDS = ("batch_number", "expires_on", "received_on", "quantity_received")
LAB_FIELDS = ("lot", "laboratory", "certificate_number", "tested_on")
FIELDS = ("product_key", "format", *PRODUCT_FIELDS, *BATCH_FIELDS, *LAB_FIELDS)
REQUIRED = ("product_key", "name", "format", "batch_number")

# What a pattern may pull out of a text, as named groups.
FIGURES = (
    "thc_mg_per_serving",
    "cbd_mg_per_serving",
    "thc_mg_per_package",
    "cbd_mg_per_package",
    "servings",
)


@dataclass(frozen=True, slots=True)
class FileShape:
    encoding: str = "utf-8"
    delimiter: str = ","
    preamble_lines: int = 0


@dataclass(frozen=True, slots=True)
class ReadingColumns:
    """Column of each cannabinoid, in one `unit` or in the unit that `unit_column` names."""

    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    unit_column: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    words: Words = field(default_factory=Words)


@dataclass(frozen=True, slots=True)
class PanelColumns:
    columns: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)  # the file's word: pass, fail ...


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are no product of ours; they are refused with the reason."""

    column: str
    pattern: re.Pattern[str]
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """Rows filed under `formats` that belong elsewhere; every condition given must hold."""

    formats: frozenset[str]
    to: str  # a format code, or UNCLASSIFIED
    reason: str
    column: str = ""
    pattern: re.Pattern[str] | None = None
    above_total_thc_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Milligrams or a count that stand only in a text; groups are named as in FIGURES.

    Where the lab reports percent, mg / percent is the weight of a serving: a figure that would
    need one outside `serving_g` (from, to) is not what it seems and is not used.
    """

    column: str
    pattern: re.Pattern[str]
    formats: frozenset[str]
    reason: str
    serving_g: tuple[Decimal, Decimal] | None = None


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the file does not say and the layout supplies, once, when a record is made."""

    released: bool = False
    quantity: Decimal | None = None
    expires_in_days: int | None = None
    tested_on_import_day: bool = False
    panels_passed: tuple[str, ...] = ()
    serving_amount: Mapping[str, Decimal] = field(default_factory=dict)  # by format code
    divides_into: Mapping[str, int] = field(default_factory=dict)  # by format code


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    title: str
    tried_on: str  # the real file it was tried on, or "untried"
    columns: Mapping[str, str]  # our field: the file's column
    optional: frozenset[str]  # fields whose column a file may leave out
    formats: Mapping[str, str]  # the file's word in lower case: format code or UNCLASSIFIED
    file: FileShape = field(default_factory=FileShape)
    date_patterns: tuple[str, ...] = ("%Y-%m-%d",)
    readings: ReadingColumns = field(default_factory=ReadingColumns)
    terpenes: Mapping[str, str] = field(default_factory=dict)
    panels: PanelColumns = field(default_factory=PanelColumns)
    skips: tuple[Skip, ...] = ()
    moves: tuple[Move, ...] = ()
    figures: tuple[Figure, ...] = ()
    assume: Assumptions = field(default_factory=Assumptions)

    @property
    def needed_columns(self) -> tuple[str, ...]:
        """Every column that a file must have, each once."""
        fields = [column for name, column in self.columns.items() if name not in self.optional]
        rules = [
            *(skip.column for skip in self.skips),
            *(move.column for move in self.moves),
            *(figure.column for figure in self.figures),
        ]
        cells = [*self.readings.columns.values(), self.readings.unit_column]
        cells = cells if "readings" not in self.optional else []
        terpenes = self.terpenes.values() if "terpenes" not in self.optional else ()
        panels = self.panels.columns.values() if "panels" not in self.optional else ()
        return tuple(dict.fromkeys(filter(None, (*fields, *rules, *cells, *terpenes, *panels))))

    @property
    def format_codes(self) -> frozenset[str]:
        moved_to = {move.to for move in self.moves}
        from_moves = frozenset[str]().union(*(move.formats for move in self.moves))
        from_figures = frozenset[str]().union(*(figure.formats for figure in self.figures))
        assumed = {*self.assume.serving_amount, *self.assume.divides_into}
        named = {*self.formats.values(), *moved_to, *assumed}
        return (from_moves | from_figures | named) - {UNCLASSIFIED}
