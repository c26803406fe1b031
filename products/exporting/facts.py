"""Which of our fields a layout's column holds, and where its fact stands in the catalogue."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from django.db.models import Prefetch

from products.exporting.cells import (
    Column,
    amount_with_unit,
    day,
    percent,
    several,
    text,
    truth,
)
from products.importing.layout.whole import Layout
from products.models import Batch, LabResult, Product, Strain
from products.reading import plain

Facts = Mapping[str, tuple[str, Callable[[Any], str]]]  # by field: dotted path, how it is written


def _product_key(product: Product) -> str:
    """Its slug, which is a key as well, where it has none of the trade's."""
    return text(product.registration_number or product.slug)


def _strain_key(strain: Strain) -> str:
    return text(strain.source_key or strain.slug)


def _format(product: Product) -> str:
    return text(product.format.code) if product.format else "unclassified"


def _allergens(product: Product) -> str:
    """Those declared; `none` only where the whole list of ingredients is known."""
    listed = sorted(row.allergen for row in product.allergen_rows.all())
    return several(listed) or ("none" if product.ingredients_known else "")


def _parents(strain: Strain) -> str:
    return several(sorted(parent.name for parent in strain.parents.all()))


PRODUCT: Facts = {
    "product_key": ("", _product_key),
    "name": ("name", text),
    "format": ("", _format),
    "producer": ("producer", text),
    "description": ("description", text),
    "strain": ("strain.name", text),
    "stock_unit": ("stock_unit", text),
    "pack_amount": ("pack_amount", plain),
    "pack_unit": ("pack_unit", text),
    "servings": ("servings", str),
    "serving_amount": ("serving_amount", plain),
    "divides_into": ("divides_into", str),
    "label_thc_mg_per_serving": ("label_thc_mg_per_serving", plain),
    "label_cbd_mg_per_serving": ("label_cbd_mg_per_serving", plain),
    "ingredients": ("ingredients", text),
    "ingredients_known": ("ingredients_known", truth),
    "allergens": ("", _allergens),
    "contains_alcohol": ("contains_alcohol", truth),
    "price": ("price", plain),
}
BATCH: Facts = {
    "batch_number": ("number", text),
    "expires_on": ("expires_on", day),
    "produced_on": ("produced_on", day),
    "received_on": ("received_on", day),
    "package_tag": ("package_tag", text),
    "quantity_on_hand": ("on_hand", plain),
}
LAB_RESULT: Facts = {
    "lot": ("lot", text),
    "laboratory": ("laboratory", text),
    "certificate_number": ("certificate_number", text),
    "tested_on": ("tested_on", day),
}
STRAIN: Facts = {
    "strain_key": ("", _strain_key),
    "name": ("name", text),
    "plant_label": ("plant_label", text),
    "description": ("description", text),
    "parents": ("", _parents),
}


def columns(facts: Facts, headings: Mapping[str, str], beside: str = "") -> Iterator[Column]:
    """`beside`: the path from the exported record to the one that has these facts."""
    for name, (path, write) in facts.items():
        yield Column(headings[name], _steps(beside, path), write)


def extra(facts: Facts) -> Iterator[Column]:
    """Columns that no import reads, under our own names."""
    return columns(facts, {name: name for name in facts})


def lab_columns(ours: Layout, beside: str = "") -> Iterator[Column]:
    yield from columns(LAB_RESULT, ours.columns, beside)
    for writer, headings in (
        (_reading, ours.readings.columns),
        (_terpene, ours.terpenes),
        (_panel, ours.panels.columns),
    ):
        for name, heading in headings.items():
            yield Column(heading, _steps(beside), partial(writer, name))
    others = partial(_other_terpenes, frozenset(ours.terpenes))
    yield Column("other_terpenes", _steps(beside), others)


def assumed(batch: Batch) -> str:
    return several(batch.assumed)


def _steps(*paths: str) -> tuple[str, ...]:
    return tuple(name for path in paths for name in path.split(".") if name)


def lab_rows(beside: str = "") -> tuple[Prefetch, Prefetch]:
    """Readings and panels as plain lists: each row asks for them twenty times."""
    path = f"{beside}__" if beside else ""
    return (
        Prefetch(f"{path}readings", to_attr="reading_rows"),
        Prefetch(f"{path}panels", to_attr="panel_rows"),
    )


def _reading(cannabinoid: str, result: Any) -> str:
    for row in result.reading_rows:
        if row.cannabinoid == cannabinoid:
            return amount_with_unit(row.amount, row.unit, row.detection)
    return ""


def _panel(panel: str, result: Any) -> str:
    return next((row.outcome for row in result.panel_rows if row.panel == panel), "")


def _terpene(name: str, result: LabResult) -> str:
    return percent(result.terpenes[name]) if name in result.terpenes else ""


def _other_terpenes(known: frozenset[str], result: LabResult) -> str:
    others = sorted(result.terpenes.keys() - known)
    return several(f"{name}: {percent(result.terpenes[name])}" for name in others)
