"""How much of a batch a row states, in the unit that its stock is kept in. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from products.importing.errors import RowRefusedError
from products.importing.layout.fields import QUANTITY_FIELDS
from products.importing.layout.whole import Layout
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.importing.reading.weights import STOCK_UNIT_OF, in_stock_unit

AMOUNTS = [field for field in QUANTITY_FIELDS if field != "quantity_unit"]


@dataclass(frozen=True, slots=True)
class StockSaid:
    """`stock_unit` follows from the file's unit; "" where the file names none."""

    received: Decimal | None = None
    on_hand: Decimal | None = None
    stock_unit: str = ""
    findings: tuple[Finding, ...] = ()


def read_stock(row: Row, layout: Layout, stated_unit: str) -> StockSaid:
    """`stated_unit` is the product's stock unit by the file or the layout, or "".

    Raises RowRefusedError where the amounts, or their unit, cannot be true together.
    """
    amounts: dict[str, Decimal] = read_fields(row, layout, AMOUNTS)
    if not amounts:
        return StockSaid()
    stock_unit = ""
    if "quantity_unit" in layout.columns:
        unit = _unit(row, layout, stated_unit)
        stock_unit = STOCK_UNIT_OF[unit]
        amounts = {name: in_stock_unit(amount, unit) for name, amount in amounts.items()}
    _refuse_what_cannot_be_kept(amounts, row, layout)
    on_hand, findings = _free(amounts, row, layout)
    return StockSaid(amounts.get("quantity_received"), on_hand, stock_unit, findings)


def _unit(row: Row, layout: Layout, stated_unit: str) -> str:
    column = layout.columns["quantity_unit"]
    word = row.cells.get(column, "")
    units = layout.quantity_units or {unit: unit for unit in STOCK_UNIT_OF}
    unit = units.get(word.casefold())
    if unit is None:
        reason = f"is not a unit the layout knows ({', '.join(units)})"
        raise RowRefusedError(reason, column=column, value=word)
    if stated_unit and STOCK_UNIT_OF[unit] != stated_unit:
        raise RowRefusedError(
            f"the product is counted in {stated_unit}, not so", column=column, value=word
        )
    return unit


def _refuse_what_cannot_be_kept(amounts: dict[str, Decimal], row: Row, layout: Layout) -> None:
    for name, amount in amounts.items():
        if amount != round(amount, 3):
            column = layout.columns[name]
            raise RowRefusedError(
                "has more than 3 decimals", column=column, value=row.cells[column]
            )
    if {"quantity_received", "quantity_on_hand"} <= amounts.keys():
        column = layout.columns["quantity_received"]
        raise RowRefusedError(
            "fill either what was ever received or what is on hand now, not both",
            column=column,
            value=row.cells[column],
        )


def _free(
    amounts: dict[str, Decimal], row: Row, layout: Layout
) -> tuple[Decimal | None, tuple[Finding, ...]]:
    """What is on hand less what another system has promised already."""
    on_hand, allocated = amounts.get("quantity_on_hand"), amounts.get("quantity_allocated")
    if allocated is None:
        return on_hand, ()
    column = layout.columns["quantity_allocated"]
    if on_hand is None:
        reason = "nothing is said to be on hand; not used"
        return None, (row.flagged(column, reason),)
    if allocated > on_hand:
        raise RowRefusedError(
            "is more than what is on hand", column=column, value=row.cells[column]
        )
    return on_hand - allocated, ()
