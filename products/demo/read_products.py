"""Reads one file of products: its [defaults] hold wherever a product or lot says nothing else."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.text import slugify

from products.demo.entries import DemoDataError, ProductEntry
from products.demo.fields import (
    COUNT,
    FLAG,
    LIST,
    NUMBER,
    TABLE,
    TEXT,
    amount_with_unit,
    check,
    refuse_unknown,
    with_defaults,
)
from products.demo.read_lots import LOT_MAY, LOT_NEEDS, read_lot
from products.models import ProductAllergen

Table = Mapping[str, Any]

PRODUCT_NEEDS = {"name": TEXT, "producer": TEXT, "format": TEXT, "ingredients": TEXT, "lot": LIST}
PRODUCT_MAY = {
    "name_es": TEXT,
    "ingredients_es": TEXT,
    "strain": TEXT,
    "description": TEXT,
    "description_es": TEXT,
    "description_approved": FLAG,
    "stock_unit": TEXT,
    "pack": TEXT,
    "serving": TEXT,
    "servings": COUNT,
    "divides_into": COUNT,
    "label_mg_per_serving": TABLE,
    "allergens": LIST,
    "contains_alcohol": FLAG,
    "price": NUMBER,
    "active": FLAG,
    "reorder_below": TABLE,
}

# So that "1:1 2.5 mg" and "11 25 mg" have different slugs.
READ_ALOUD = str.maketrans({":": " to ", "/": " per ", ".": "-"})
UNKNOWN, UNCLASSIFIED = "unknown", "unclassified"
PLAIN = (
    *("name", "name_es", "producer", "strain", "description", "description_es"),
    *("description_approved", "ingredients_es", "stock_unit", "servings", "divides_into"),
)


def read_products(data: Table, file: str) -> list[ProductEntry]:
    """Raises DemoDataError naming file, product and reason."""
    check(data, needs={"product": LIST}, may={"defaults": TABLE}, where=file)
    defaults = data.get("defaults", {})
    check(
        defaults,
        needs={},
        may={**PRODUCT_NEEDS, **PRODUCT_MAY, **LOT_NEEDS, **LOT_MAY},
        where=f"{file}: defaults",
    )
    return [_product(table, defaults, file) for table in data["product"]]


def _product(own: Table, defaults: Table, file: str) -> ProductEntry:
    where = f"{file}: {own.get('name', 'a product without name')}"
    table = with_defaults(own, defaults, {**PRODUCT_NEEDS, **PRODUCT_MAY})
    if "ingredients" in own and "ingredients_es" not in own:
        table.pop("ingredients_es", None)  # the default translates other ingredients
    check(table, needs=PRODUCT_NEEDS, may=PRODUCT_MAY, where=where)
    if not table["lot"]:
        raise DemoDataError(f"{where}: needs at least one lot.")
    return ProductEntry(
        **{key: table[key] for key in PLAIN if key in table},
        slug=slugify(table["name"].translate(READ_ALOUD)),
        where=where,
        lots=tuple(read_lot(lot, defaults, where) for lot in table["lot"]),
        format="" if table["format"] == UNCLASSIFIED else table["format"],
        pack=amount_with_unit(table["pack"], where=where) if "pack" in table else None,
        serving=amount_with_unit(table["serving"], where=where) if "serving" in table else None,
        label_mg_per_serving=_label(table.get("label_mg_per_serving", {}), where),
        ingredients=None if table["ingredients"] == UNKNOWN else table["ingredients"],
        allergens=_allergens(table, where),
        contains_alcohol=table.get("contains_alcohol"),
        price=Decimal(table["price"]) if "price" in table else None,
        active=table.get("active", True),
        reorder_below=_reorder_below(table.get("reorder_below", {}), where),
    )


def _label(table: Table, where: str) -> tuple[Decimal | None, Decimal | None]:
    check(table, needs={}, may={"thc": NUMBER, "cbd": NUMBER}, where=f"{where}: label")
    thc, cbd = (Decimal(table[key]) if key in table else None for key in ("thc", "cbd"))
    return thc, cbd


def _allergens(table: Table, where: str) -> tuple[str, ...]:
    """Known ingredients come with a list of allergens, though it may be empty."""
    if (table["ingredients"] == UNKNOWN) == ("allergens" in table):
        raise DemoDataError(f"{where}: name allergens if the ingredients are known, else none.")
    for allergen in table.get("allergens", ()):
        known = ProductAllergen.Allergen.values
        refuse_unknown(allergen, known, what="allergen", where=where)
    return tuple(table.get("allergens", ()))


def _reorder_below(table: Table, where: str) -> tuple[tuple[str, Decimal], ...]:
    """Quantities by store."""
    check(table, needs={}, may=dict.fromkeys(table, NUMBER), where=f"{where}: reorder_below")
    return tuple((store, Decimal(quantity)) for store, quantity in table.items())
