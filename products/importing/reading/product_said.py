"""What a row says of its product, from its own columns, from texts and from the layout. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from products.importing.layout.fields import PRODUCT_FIELDS
from products.importing.layout.whole import Layout
from products.importing.reading.fields import read_fields
from products.importing.reading.figures import Labelled, read_figures
from products.importing.reading.pack_sizes import read_pack
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.importing.reading.stock_amounts import StockSaid, read_stock
from products.potency import Potency


@dataclass(frozen=True, slots=True)
class ProductSaid:
    """`supplied` is for a new product only; the row's stock is read beside its unit."""

    fields: Mapping[str, Any]
    supplied: Mapping[str, Any]
    stock: StockSaid
    labelled: Labelled
    findings: tuple[Finding, ...]


def read_product(
    row: Row, layout: Layout, format_code: str | None, potency: Potency
) -> ProductSaid:
    """Raises RowRefusedError where a cell, or the stock beside it, cannot be true."""
    own = read_fields(row, layout, PRODUCT_FIELDS)
    stated_unit = own.get("stock_unit") or layout.constants.get("stock_unit", "")
    stock = read_stock(row, layout, stated_unit)
    labelled = read_figures(row, layout, format_code, potency)
    pack, pack_flags = read_pack(row, layout, format_code)
    fields = dict(labelled.fields) | _whole(own, pack, stock)
    return ProductSaid(
        fields=fields,
        supplied=_supplied(layout, format_code),
        stock=stock,
        labelled=labelled,
        findings=(*labelled.findings, *pack_flags, *stock.findings),
    )


def _whole(product: dict[str, Any], pack: Mapping[str, Any], stock: StockSaid) -> dict[str, Any]:
    """With what follows from other columns: the pack in a text, and the unit of the stock."""
    if "pack_amount" not in product:
        product = dict(pack) | product
    if stock.stock_unit:
        product["stock_unit"] = stock.stock_unit
    return product


def _supplied(layout: Layout, format_code: str | None) -> dict[str, Any]:
    assume, code = layout.assume, format_code or ""
    supplied = dict(layout.constants) | {
        "serving_amount": assume.serving_amount.get(code),
        "divides_into": assume.divides_into.get(code),
    }
    return {name: value for name, value in supplied.items() if value is not None}
