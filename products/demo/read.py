"""Reads the demo's TOML files into entries, or says which file and entry is wrong and why."""

import tomllib
from collections.abc import Mapping
from datetime import time
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from products.demo.entries import CatalogueEntries, DemoDataError, StoreEntry, StrainEntry
from products.demo.fields import check, refuse_repeats, refuse_unknown
from products.demo.read_products import read_products
from products.potency import CHEMOTYPES

DATA = Path(__file__).parent / "data"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LABELS = ("", "indica", "sativa", "hybrid")


def read_catalogue(folder: Path = DATA) -> CatalogueEntries:
    """Raises DemoDataError naming file, entry and reason."""
    catalogue = CatalogueEntries(
        stores=tuple(_store(table) for table in _tables(folder / "stores.toml", "store")),
        strains=tuple(_strain(table) for table in _tables(folder / "strains.toml", "strain")),
        products=tuple(
            product
            for path in sorted((folder / "products").glob("*.toml"))
            for product in read_products(_parse(path), path.name)
        ),
    )
    _check_references(catalogue)
    return catalogue


def _parse(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except OSError as error:
        raise DemoDataError(f"{path.name}: cannot be read: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise DemoDataError(f"{path.name}: is not TOML: {error}.") from error


def _tables(path: Path, name: str) -> list[dict[str, Any]]:
    data = _parse(path)
    check(data, needs={name: (list,)}, may={}, where=path.name)
    return list(data[name])


def _store(table: Mapping[str, Any]) -> StoreEntry:
    where = f"stores.toml: {table.get('slug', 'a store without slug')}"
    texts = dict.fromkeys(("slug", "name", "address", "phone", "time_zone"), (str,))
    check(table, needs={**texts, "hours": (dict,)}, may={}, where=where)
    hours = tuple(_hours(weekday, span, where) for weekday, span in table["hours"].items())
    return StoreEntry(**{**table, "hours": hours})


def _hours(weekday: str, span: Any, where: str) -> tuple[int, time, time]:
    refuse_unknown(weekday, WEEKDAYS, what="weekday", where=where)
    try:
        opens, closes = map(time.fromisoformat, span)
    except (TypeError, ValueError) as error:
        raise DemoDataError(f"{where}: {weekday} must be like ['09:00', '18:00'].") from error
    return WEEKDAYS.index(weekday), opens, closes


def _strain(table: Mapping[str, Any]) -> StrainEntry:
    where = f"strains.toml: {table.get('name', 'a strain without name')}"
    needs = dict.fromkeys(("name", "label", "chemotype", "description"), (str,))
    may = {
        **{"parents": (list,), "aroma": (list,)},
        **{"description_es": (str,), "description_approved": (bool,)},
    }
    check(table, needs=needs, may=may, where=where)
    refuse_unknown(table["label"], LABELS, what="label", where=where)
    refuse_unknown(table["chemotype"], CHEMOTYPES, what="chemotype", where=where)
    lists = {key: tuple(table.get(key, ())) for key in ("parents", "aroma")}
    return StrainEntry(**{**table, **lists, "slug": slugify(table["name"])})


def _check_references(catalogue: CatalogueEntries) -> None:
    strains = {strain.name for strain in catalogue.strains}
    stores = {store.slug for store in catalogue.stores}
    for strain in catalogue.strains:
        for parent in strain.parents:
            refuse_unknown(parent, strains, what="parent", where=f"strains.toml: {strain.name}")
    for product, lot in catalogue.lots():
        refuse_unknown(product.strain, strains | {""}, what="strain", where=product.where)
        for stock in lot.stock:
            refuse_unknown(stock.store, stores, what="store", where=product.where)
    for product in catalogue.products:
        for store, _quantity in product.reorder_below:
            refuse_unknown(store, stores, what="store", where=product.where)
    _refuse_repeated_names(catalogue)


def _refuse_repeated_names(catalogue: CatalogueEntries) -> None:
    slugs = [product.slug for product in catalogue.products]
    numbers = [lot.number for _, lot in catalogue.lots()]
    refuse_repeats([store.slug for store in catalogue.stores], what="slug", where="stores.toml")
    refuse_repeats([strain.slug for strain in catalogue.strains], what="slug", where="strains.toml")
    refuse_repeats(slugs, what="slug", where="products")
    refuse_repeats(numbers, what="lot number", where="products")
