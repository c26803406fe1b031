"""Every product of the catalogue with what each store would hand over, small enough to be kept.

Counting for each page anew would make every visitor wait for the whole catalogue. So one reading
serves all pages for SECONDS; what a page then says of its products is read afresh.
"""

from array import array
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db.models import ExpressionWrapper, F, Field, QuerySet

from products.catalogue.counting import Kind, Offer
from products.catalogue.name_orders import Orders, name_orders
from products.catalogue.vocabulary import CBD_BANDS, NEITHER, THC_BANDS
from products.models import Format, Product, Store
from products.potency import DOSED
from products.sellable import sellable_everywhere
from products.translated import in_every_language
from products.words import plain

SECONDS = 20
KEY = "catalogue-snapshot"
UNKNOWN = float("inf")


class FormatFacts(NamedTuple):
    """`name` is by language. `routes`: those that the policy allows. `dosed`: a serving has milligrams."""

    code: str
    name: dict[str, str]
    routes: tuple[str, ...]
    dosed: bool


class Snapshot(NamedTuple):
    """Products by name. `kinds_of` are places in `kinds`. `strengths`: the THC that would be handed
    over, in mg per serving where the format is dosed, else percent, or UNKNOWN; where stores differ
    in it, the least, and `differing` has each store's, by the product's place. `orders`: by another
    language, the rank of each place's name there."""

    formats: tuple[FormatFacts, ...]
    stores: tuple[tuple[str, dict[str, str]], ...]  # slug, name by language
    kinds: tuple[Kind, ...]
    ids: "array[int]"
    kinds_of: "array[int]"
    strengths: "array[float]"
    differing: dict[int, tuple[tuple[Offer, float], ...]]
    orders: Orders

    @property
    def routes(self) -> Mapping[str, tuple[str, ...]]:
        """By a format's code."""
        return {kind.code: kind.routes for kind in self.formats}


def current(at: datetime) -> Snapshot:
    """One that is at most SECONDS old."""
    kept: Snapshot | None = cache.get(KEY)
    if kept is None:
        kept = read(at)
        cache.set(KEY, kept, SECONDS)
    return kept


def read(at: datetime) -> Snapshot:
    stores = list(Store.objects.filter(active=True).order_by("name"))
    kinds_by_key = {kind.pk: facts for kind in _formats() if (facts := _facts(kind)).routes}
    offers = _offers(at, stores)
    rows = sorted(
        (known or plain(name), pk, kinds_by_key[format_id])
        for pk, format_id, name, known in _products(list(kinds_by_key))
    )
    kinds: dict[Kind, int] = {}
    ids, kinds_of, strengths, differing = array("q"), array("l"), array("d"), {}
    for place, (_name, pk, facts) in enumerate(rows):
        own = [(offer, mg if facts.dosed else percent) for offer, mg, percent in offers.get(pk, ())]
        least = min((strength for _offer, strength in own), default=UNKNOWN)
        if any(strength != least for _offer, strength in own):
            differing[place] = tuple(own)
        alike = tuple(sorted({offer for offer, _strength in own}))
        ids.append(pk)
        kinds_of.append(kinds.setdefault((facts.code, alike), len(kinds)))
        strengths.append(least)
    every = tuple(sorted(kinds_by_key.values(), key=lambda facts: facts.code))
    named = tuple((store.slug, in_every_language(store, "name")) for store in stores)
    orders = name_orders(ids)
    return Snapshot(every, named, tuple(kinds), ids, kinds_of, strengths, differing, orders)


def _formats() -> QuerySet[Format]:
    return Format.objects.prefetch_related("route_rows")


def _facts(kind: Format) -> FormatFacts:
    routes = tuple(route for route in kind.routes if route in settings.ROUTES_ALLOWED)
    name = in_every_language(kind, "name")
    return FormatFacts(kind.code, name, routes, bool(DOSED & set(kind.routes)))


def _products(format_ids: list[int]) -> QuerySet[Product, tuple[Any, ...]]:
    listed = Product.objects.filter(active=True, format__in=format_ids).order_by()
    return listed.values_list("pk", "format_id", "name", "search_text__name")


# By product: each store's offer, with its THC in mg per serving and in percent.
Offers = dict[int, list[tuple[Offer, float, float]]]


def _offers(at: datetime, stores: list[Store]) -> Offers:
    """What each store hands out first."""
    slugs = {store.pk: store.slug for store in stores}
    batches = sellable_everywhere(at=at, stores=stores).order_by("expires_on", "pk")
    seen: set[tuple[int, int]] = set()
    offers: Offers = {}
    for pk, store, chemotype, free, thc, cbd, percent in (
        batches.annotate(**AMOUNTS)
        .values_list("product_id", "store_id", "chemotype", "thc_free", *AMOUNTS)
        .iterator(chunk_size=5000)
    ):
        if (pk, store) in seen:
            continue
        seen.add((pk, store))
        bands = THC_BANDS.of(0 if free else thc), CBD_BANDS.of(cbd)
        offer = (slugs[store], chemotype or NEITHER, *bands)
        offers.setdefault(pk, []).append((offer, _known(thc), _known(percent)))
    return offers


# As the database keeps them: making Decimals of all would take longer than everything else.
AMOUNTS = {
    name: ExpressionWrapper(F(column), output_field=Field())
    for name, column in (
        ("thc", "thc_mg_per_serving"),
        ("cbd", "cbd_mg_per_serving"),
        ("percent", "total_thc_percent"),
    )
}


def _known(amount: float | None) -> float:
    return UNKNOWN if amount is None else float(amount)
