"""What each store would hand over of every product, in one reading.

There may be tens of thousands: what is alike is kept once, and strengths are plain numbers, since
Python would look through as many small objects again and again.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db.models import ExpressionWrapper, F, Field, QuerySet

from products.catalogue.counting import Offer
from products.catalogue.vocabulary import CBD_BANDS, NEITHER, THC_BANDS
from products.models import Batch, Store
from products.sellable import sellable_everywhere

UNKNOWN = float("inf")

# As the database keeps them: making Decimals of all would take longer than everything else.
RAW = {
    name: ExpressionWrapper(F(column), output_field=Field())
    for name, column in (
        ("free", "thc_free"),
        ("thc", "thc_mg_per_serving"),
        ("cbd", "cbd_mg_per_serving"),
        ("percent", "total_thc_percent"),
    )
}


class Offers:
    """What the stores would hand out first then. `dosed`: keys of the formats whose strength is that
    of a serving in mg; of all others it is in percent.

    `of` and `least` are by product, for those that any store has: each store's offer, equal for
    products that are alike, and the least of their THC, or UNKNOWN. `differing`: products of which
    not all stores have the same.
    """

    def __init__(self, at: datetime, stores: Sequence[Store], dosed: Collection[int]) -> None:
        self.of: dict[int, tuple[Offer, ...]] = {}
        self.least: dict[int, float] = {}
        self.differing: set[int] = set()
        self._places = {store.slug: place for place, store in enumerate(stores)}
        self._strengths: dict[int, float] = {}  # by `_key`
        self._read(_in_turn(at, stores), {store.pk: store.slug for store in stores}, dosed)

    def strengths_of(self, product: int) -> tuple[tuple[Offer, float], ...]:
        """Each store's."""
        return tuple(
            (offer, self._strengths[self._key(product, offer[0])]) for offer in self.of[product]
        )

    def _read(
        self, batches: QuerySet[Batch, Any], slugs: dict[int, str], dosed: Collection[int]
    ) -> None:
        together: dict[tuple[tuple[Offer, ...], Offer], tuple[Offer, ...]] = {}
        for product, kind, store, chemotype, free, thc, cbd, percent in batches:
            key = self._key(product, slugs[store])
            if key in self._strengths:
                continue  # another batch is handed out before it
            self._add(product, key, thc if kind in dosed else percent)
            bands = THC_BANDS.of(0 if free else thc), CBD_BANDS.of(cbd)
            offer = (slugs[store], chemotype or NEITHER, *bands)
            before = self.of.get(product, ())
            if (before, offer) not in together:
                together[before, offer] = tuple(sorted((*before, offer)))
            self.of[product] = together[before, offer]

    def _add(self, product: int, key: int, amount: float | None) -> None:
        strength = UNKNOWN if amount is None else float(amount)
        self._strengths[key] = strength
        least = self.least.setdefault(product, strength)
        if strength != least:
            self.differing.add(product)
            self.least[product] = min(strength, least)

    def _key(self, product: int, store: str) -> int:
        """One number for both."""
        return product * len(self._places) + self._places[store]


def _in_turn(at: datetime, stores: Sequence[Store]) -> QuerySet[Batch, Any]:
    """In the order in which they are handed out. Not with `iterator`: PostgreSQL would make a cursor
    for it, which takes twice the time."""
    batches = sellable_everywhere(at=at, stores=stores).order_by("expires_on", "pk")
    columns = ("product_id", "product__format_id", "store_id", "chemotype")
    return batches.annotate(**RAW).values_list(*columns, *RAW)
