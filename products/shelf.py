"""The reading side of stock: what can be offered now, in the order in which it is chosen.

Nothing here reads a price, a producer or how much there is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Case, Count, F, Q, QuerySet, When, Window
from django.db.models.expressions import OrderBy
from django.db.models.functions import RowNumber

from products.limits import RouteLimits, conditions
from products.models import Batch, FormatRoute, Store
from products.potency import SWALLOWED
from products.sellable import (
    REASONS,
    RECALLED,
    reason,
    sellable,
    why_none_sellable,
    why_not_sellable,
)

__all__ = [
    "REASONS",
    "RECALLED",
    "RouteLimits",
    "candidates",
    "emptied_by",
    "reason",
    "sellable",
    "why_none_sellable",
    "why_not_sellable",
]


def candidates(
    *,
    limits: Iterable[RouteLimits],
    at: datetime,
    store: Store | None = None,
    coa_max_age_months: int | None = None,
    per_route: int = 8,
) -> dict[str, list[Batch]]:
    """By route, all batches that suit of the first `per_route` products of each chemotype.

    A product stands by its best batch: chemotype in the order of the limits, then lower THC,
    unknown last, then tie key. So the day on which a batch expires never moves its product. The
    batches stand in that order too. Product, format, routes, allergens and store are loaded: four
    queries for each route that has any.
    """
    on_the_shelf = sellable(at=at, coa_max_age_months=coa_max_age_months, store=store)
    return {limit.route: _best(on_the_shelf, limit, per_route) for limit in limits}


def emptied_by(
    *,
    limits: RouteLimits,
    at: datetime,
    store: Store | None = None,
    coa_max_age_months: int | None = None,
) -> list[tuple[str, int]]:
    """For one route, each limit that is set with how many batches were left before it.

    In the order in which limits are applied, ending with ("left", how many passed them all).
    """
    on_the_shelf = sellable(at=at, coa_max_age_months=coa_max_age_months, store=store)
    passed, counts = Q(), {}
    for name, condition in conditions(limits).items():
        counts[name] = Count("pk", filter=passed) if passed else Count("pk")
        passed &= condition
    counts["left"] = Count("pk", filter=passed) if passed else Count("pk")
    found = on_the_shelf.filter(_taken_by(limits.route)).aggregate(**counts)
    return [(name, found[name]) for name in counts]


def _best(on_the_shelf: QuerySet[Batch], limits: RouteLimits, per_route: int) -> list[Batch]:
    suiting = on_the_shelf.filter(_taken_by(limits.route), *conditions(limits).values())
    order = _choosing_order(limits)
    of_each_product = _first(suiting, 1, by="product", order=order)
    of_each_chemotype = _first(of_each_product, per_route, by="chemotype", order=order)
    # Read the ids, then the batches by their keys: else the whole shelf would be walked twice.
    products = list(of_each_chemotype.values_list("product", flat=True))
    if not products:
        return []
    theirs = Batch.objects.filter(product__in=products)
    batches = suiting.filter(pk__in=theirs.values("pk")).order_by(*order)
    return list(
        batches.select_related("product__format", "store").prefetch_related(
            "product__format__route_rows", "product__allergen_rows"
        )
    )


def _taken_by(route: str) -> Q:
    return Q(product__format__in=FormatRoute.objects.filter(route=route).values("format"))


def _choosing_order(limits: RouteLimits) -> list[OrderBy]:
    """Percentages never rank what is swallowed: a heavy pack of strong pieces would come first."""
    ranks = [When(chemotype=code, then=rank) for rank, code in enumerate(limits.chemotypes)]
    thc = "thc_mg_per_serving" if limits.route in SWALLOWED else "total_thc_percent"
    by_chemotype = [Case(*ranks, default=len(ranks)).asc()] if ranks else []
    return [
        *by_chemotype,
        F(thc).asc(nulls_last=True),
        F("tie_key").asc(),
        F("product").asc(),
        F("pk").asc(),
    ]


def _first(
    batches: QuerySet[Batch], count: int, *, by: str, order: Sequence[OrderBy]
) -> QuerySet[Batch]:
    place = Window(RowNumber(), partition_by=F(by), order_by=order)
    first = batches.annotate(place=place).filter(place__lte=count)
    return Batch.objects.filter(pk__in=first.values("pk"))
