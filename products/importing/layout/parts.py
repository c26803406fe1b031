"""The parts of a layout, as plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from products.importing.layout.pattern import Pattern
from products.importing.reading.values import Words

UNCLASSIFIED = "unclassified"
IN_CELL = "in_cell"


@dataclass(frozen=True, slots=True)
class FileShape:
    """`encodings` are tried in order. With `header_within` the header is the first of so many
    rows that names every needed column; else it follows `preamble_lines`."""

    encodings: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    preamble_lines: int = 0
    header_within: int = 0
    repair_mojibake: bool = False
    from_export: bool = False  # our own export: formula marks restored, line breaks kept


@dataclass(frozen=True, slots=True)
class ReadingColumns:
    """Column of each cannabinoid, and its unit.

    The first that says it: `unit_of` the cannabinoid, the word in the cell (where `unit` is
    IN_CELL), the word in `unit_column`, `bare_unit`, `unit`. `units`: the file's word or suffix
    in lower case to one of ours.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    unit_column: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    unit_of: Mapping[str, str] = field(default_factory=dict)
    bare_unit: str = ""
    words: Words = field(default_factory=Words)

    @property
    def all_columns(self) -> tuple[str, ...]:
        return (*self.columns.values(), *filter(None, [self.unit_column]))


@dataclass(frozen=True, slots=True)
class PanelColumns:
    columns: Mapping[str, str] = field(default_factory=dict)
    outcomes: Mapping[str, str] = field(default_factory=dict)  # the file's word: pass, fail ...


@dataclass(frozen=True, slots=True)
class CellRule:
    """Rows whose cell matches: refused, put in quarantine or told, each for the reason."""

    column: str
    pattern: Pattern
    reason: str


@dataclass(frozen=True, slots=True)
class Move:
    """Rows filed under `formats` that belong elsewhere; every condition given must hold."""

    formats: frozenset[str]
    to: str  # a format code, or UNCLASSIFIED
    reason: str
    column: str = ""
    pattern: Pattern | None = None
    above_total_thc_percent: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """Milligrams, a count or a pack size that stand only in a text, as named groups.

    Where the lab reports percent, mg / percent is the weight of a serving: a figure that would
    need one outside `serving_g` (from, to) is not what it seems and is not used. `numbers`: what
    a captured text means that is no number itself (`1/8` ounce, sold as 3.5 g).
    """

    column: str
    pattern: Pattern
    formats: frozenset[str]
    reason: str
    serving_g: tuple[Decimal, Decimal] | None = None
    numbers: Mapping[str, Decimal] = field(default_factory=dict)


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
