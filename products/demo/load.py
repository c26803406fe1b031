"""Loads the demo: once a day it changes something, a second time it writes nothing.

What is missing is added. What is there stays as staff left it, except that a lot's own dates move
with the day. Nothing is overwritten and nothing removed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from products import alerts
from products.demo.dates import move_dates
from products.demo.entries import ProductEntry
from products.demo.generate import generate
from products.demo.lots import add_lots
from products.demo.places import add_stores, add_strains
from products.demo.read import read_catalogue
from products.demo.rows import Rows, add_products, add_reorder_points, formats_by_code

# Small enough for every database's limit on the parameters of one query.
CHUNK = 500
OPENING = time(9)


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many there are in the demo, and what this run did about them."""

    stores: int
    strains: int
    products: int
    batches: int
    new_products: int
    new_lots: int
    moved_lots: int

    def __str__(self) -> str:
        return (
            f"Demo catalogue: {self.stores} stores, {self.strains} strains,"
            f" {self.products} products, {self.batches} batches."
            f" New: {self.new_products} products, {self.new_lots} lots."
            f" Moved to today: {self.moved_lots} lots."
        )


def load(*, today: date, generated: int = 0) -> Loaded:
    """Adds what is missing, with `generated` made-up products on top, and moves dates to `today`.

    All or nothing. Raises DemoDataError naming file, entry and reason.
    """
    catalogue = read_catalogue()
    products = (*catalogue.products, *generate(generated, catalogue))
    new_products = new_lots = moved_lots = 0
    with transaction.atomic():
        rows = Rows(add_stores(catalogue.stores), add_strains(catalogue.strains), formats_by_code())
        for chunk in _chunks(products):
            moved_lots += move_dates(chunk, today)
            new_products += add_products(chunk, rows)
            new_lots += add_lots(chunk, rows.stores, today)
            add_reorder_points(chunk, rows.stores)
        alerts.watch_all(at=timezone.make_aware(datetime.combine(today, OPENING)))
    return Loaded(
        stores=len(catalogue.stores),
        strains=len(catalogue.strains),
        products=len(products),
        batches=sum(len(lot.stock) for product in products for lot in product.lots),
        new_products=new_products,
        new_lots=new_lots,
        moved_lots=moved_lots,
    )


def _chunks(products: Sequence[ProductEntry]) -> Iterator[Sequence[ProductEntry]]:
    return (products[start : start + CHUNK] for start in range(0, len(products), CHUNK))
