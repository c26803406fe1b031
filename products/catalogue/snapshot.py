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
from django.db.models import QuerySet

from products.catalogue.counting import Kind, Offer
from products.catalogue.name_orders import Orders, name_orders
from products.catalogue.offers import UNKNOWN, Offers
from products.models import Format, Product, Store
from products.potency import DOSED
from products.translated import in_every_language
from products.words import plain

SECONDS = 20
SECONDS_YOUNG = 10
KEY = "catalogue-snapshot"
YOUNG = "catalogue-snapshot-is-young"


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
    return read_anew(at) if kept is None else kept


def read_anew(at: datetime) -> Snapshot:
    kept = read(at)
    cache.set(KEY, kept, SECONDS)
    cache.set(YOUNG, True, SECONDS_YOUNG)
    return kept


def renew(at: datetime) -> None:
    """Once it is no longer young, so that while people come nobody waits for it; one of many at a time."""
    if cache.add(YOUNG, True, SECONDS_YOUNG):
        read_anew(at)


def read(at: datetime) -> Snapshot:
    stores = list(Store.objects.filter(active=True).order_by("name"))
    kinds_by_key = {kind.pk: facts for kind in _formats() if (facts := _facts(kind)).routes}
    offers = Offers(at, stores, {key for key, facts in kinds_by_key.items() if facts.dosed})
    kinds: dict[Kind, int] = {}
    ids, kinds_of, strengths, differing = array("q"), array("l"), array("d"), {}
    products = _products(list(kinds_by_key))
    for place, (_name, pk, format_id, *_) in enumerate(products):
        kind = kinds_by_key[format_id].code, offers.of.get(pk, ())
        ids.append(pk)
        kinds_of.append(kinds.setdefault(kind, len(kinds)))
        strengths.append(offers.least.get(pk, UNKNOWN))
        if pk in offers.differing:
            differing[place] = offers.strengths_of(pk)
    every = tuple(sorted(kinds_by_key.values(), key=lambda facts: facts.code))
    named = tuple((store.slug, in_every_language(store, "name")) for store in stores)
    orders = name_orders([(pk, name) for name, pk, *_ in products])
    return Snapshot(every, named, tuple(kinds), ids, kinds_of, strengths, differing, orders)


def _formats() -> QuerySet[Format]:
    return Format.objects.prefetch_related("route_rows")


def _facts(kind: Format) -> FormatFacts:
    routes = tuple(route for route in kind.routes if route in settings.ROUTES_ALLOWED)
    name = in_every_language(kind, "name")
    return FormatFacts(kind.code, name, routes, bool(DOSED & set(kind.routes)))


def _products(format_ids: list[int]) -> list[tuple[Any, ...]]:
    """By name: each one's plain name, key, and the key of its format."""
    listed = Product.objects.filter(active=True, format__in=format_ids).order_by()
    rows = listed.values_list("search_text__name", "pk", "format_id", "name")
    return sorted(row if row[0] else (plain(row[3]), *row[1:]) for row in rows)
