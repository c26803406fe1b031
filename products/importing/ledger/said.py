"""One row to what it says about a movement or a count. Pure."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import LEDGER_FIELDS
from products.importing.layout.whole import Layout
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import Row
from products.importing.reading.row_rules import readable, refuse_empty
from products.importing.reading.rows import Finding
from products.importing.reading.values import clean

COUNT = "count"


@dataclass(frozen=True, slots=True)
class LedgerSaid:
    """One row: what a movement of this number is, or without a number what was counted.

    What the file leaves empty is None or "". `at` without a zone is by the store's clock; with
    `day_only` it is a day, whose time nobody wrote down.
    """

    row: int
    movement: int | None
    product_key: str = ""
    batch_number: str = ""
    kind: str = ""
    quantity: Decimal | None = None
    counted: Decimal | None = None
    at: datetime | None = None
    day_only: bool = False
    by: str = ""
    note: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def key(self) -> str:
        return self.product_key or f"movement {self.movement}"

    @property
    def is_count(self) -> bool:
        """That something was counted, and is not in the ledger yet."""
        return self.movement is None


def read_ledger_row(row: Row, layout: Layout) -> LedgerSaid:
    """Raises RowRefusedError where the row is no movement of ours and no count."""
    row = readable(row, layout)
    fields = read_fields(row, layout, LEDGER_FIELDS)
    number = fields.pop("movement", "")
    findings = list(row.notes)
    if number:
        movement = _movement(number, layout)
    else:
        movement = None
        _refuse_no_count(row, layout)
        refuse_empty(row, layout, ("product_key", "batch_number"))
        if "quantity" in fields:
            findings.append(_unread_quantity(row, layout))
    at = row.cells.get(layout.columns.get("at", ""), "")
    return LedgerSaid(
        row=row.number,
        movement=movement,
        day_only=bool(at) and ":" not in at,
        findings=tuple(findings),
        **fields,
    )


def _movement(number: str, layout: Layout) -> int:
    if not (number.isascii() and number.isdecimal() and len(number) < 19):
        reason = "is not the number of a movement; for a count leave it empty"
        raise RowRefusedError(reason, column=layout.columns["movement"], value=number)
    return int(number)


def _refuse_no_count(row: Row, layout: Layout) -> None:
    kind, counted, at = (
        clean(row.cells.get(layout.columns.get(name, ""), "")) for name in ("kind", "counted", "at")
    )
    if not counted or kind.casefold() not in ("", COUNT):
        raise RowRefusedError(
            "only counts are taken into the ledger from a file. To bring what is there, fill"
            " quantity_on_hand in a file for the layout ours",
            column=layout.columns.get("kind", ""),
            value=kind,
        )
    if not at:
        raise RowRefusedError(
            "is empty; a count needs its day, so that it is not taken in twice",
            column=layout.columns.get("at", "at"),
        )


def _unread_quantity(row: Row, layout: Layout) -> Finding:
    reason = "not read: a count says what is there, and the difference follows"
    return row.flagged(layout.columns["quantity"], reason)
