"""What one row of a file says, as plain values, and what is worth telling about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from products.reading import Reading

REFUSED = "refused"
FLAGGED = "flagged"
UNCLASSIFIED_MARK = "unclassified"
CHANGED = "changed"
MARKS_KEPT = (REFUSED, FLAGGED, UNCLASSIFIED_MARK, CHANGED)


@dataclass(frozen=True, slots=True)
class Finding:
    """`row` is the number a spreadsheet shows; `column` and `value` are the file's own."""

    row: int
    column: str
    value: str
    reason: str
    mark: str

    def as_json(self) -> dict[str, Any]:
        reason = f"{self.mark.capitalize()}: {self.reason}"
        return {"row": self.row, "column": self.column, "value": self.value, "reason": reason}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Finding":
        """Without a mark where the reason begins with none."""
        word, separator, reason = kept["reason"].partition(": ")
        mark = word.lower()
        if mark not in MARKS_KEPT or not separator:
            mark, reason = "", kept["reason"]
        return cls(kept["row"], kept["column"], kept["value"], reason, mark)


@dataclass(frozen=True, slots=True)
class Coa:
    """`tested_on` is None where the layout lets the day of the import stand for it.

    `panels` are those that the row states; the layout's assumed ones are added to a new result.
    """

    lot: str
    tested_on: date | None
    laboratory: str = ""
    certificate_number: str = ""
    readings: tuple[Reading, ...] = ()
    panels: Mapping[str, str] = field(default_factory=dict)
    terpenes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Said:
    """One row. Fields that the file leaves empty are absent: silence changes nothing.

    `format_word` is the file's word where the format is not decided. `supplied` are facts that the
    layout gives to a new product only, so that what staff know better later is not overwritten.
    Without a `batch_number` the row is about the product, or about a lab result of it. Quantities
    are in the product's stock unit: all that was ever received, or what is `on_hand` now, less
    what is allocated; never both. `mg_derived`: the milligrams stand in no column of their own.
    `doubt` says why the batch must not be released.
    """

    row: int
    key: str
    format_code: str | None
    product: Mapping[str, Any]
    supplied: Mapping[str, Any]
    batch_number: str
    batch: Mapping[str, Any]
    quantity_received: Decimal | None
    coa: Coa | None
    on_hand: Decimal | None = None
    format_word: str = ""
    mg_derived: bool = False
    doubt: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        return str(self.product["name"])

    @property
    def quantity(self) -> Decimal | None:
        """Whichever of the two the file states: so much of a new batch arrives."""
        return self.quantity_received if self.on_hand is None else self.on_hand
