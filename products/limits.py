"""What a batch must satisfy to be chosen for a route, as conditions of a query.

Whatever a limit needs to know and a batch does not say keeps that batch out.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from django.db.models import F, Q

from products.models import ProductAllergen


class RouteLimits(Protocol):
    """For one route; None, False and empty set no limit."""

    @property
    def route(self) -> str: ...
    @property
    def thc_free_only(self) -> bool: ...
    @property
    def chemotypes(self) -> Sequence[str]: ...
    @property
    def max_smallest_thc_mg(self) -> Decimal | None: ...
    @property
    def max_total_thc_percent(self) -> Decimal | None: ...
    @property
    def cbd_at_least_thc(self) -> bool: ...
    @property
    def max_smallest_cbd_mg(self) -> Decimal | None: ...
    @property
    def alcohol_free(self) -> bool: ...
    @property
    def ingredients_known(self) -> bool: ...
    @property
    def excluded_allergens(self) -> Iterable[str]: ...


def conditions(limits: RouteLimits) -> dict[str, Q]:
    """The limits that are set, by name, in the order in which they are applied."""
    allergens = sorted(limits.excluded_allergens)
    asked = {
        "thc_free_only": limits.thc_free_only and Q(thc_free=True),
        "chemotypes": limits.chemotypes and Q(chemotype__in=limits.chemotypes),
        "max_smallest_thc_mg": _at_most("smallest_thc_mg", limits.max_smallest_thc_mg),
        "max_total_thc_percent": _at_most("total_thc_percent", limits.max_total_thc_percent),
        "cbd_at_least_thc": limits.cbd_at_least_thc and _cbd_at_least_thc(),
        "max_smallest_cbd_mg": _at_most("smallest_cbd_mg", limits.max_smallest_cbd_mg),
        "alcohol_free": limits.alcohol_free and Q(product__contains_alcohol=False),
        "ingredients_known": limits.ingredients_known and Q(product__ingredients_known=True),
        "excluded_allergens": allergens and _without(allergens),
    }
    return {name: condition for name, condition in asked.items() if condition}


def _at_most(column: str, limit: Decimal | None) -> Q | None:
    return None if limit is None else Q(**{f"{column}__lte": limit})


def _cbd_at_least_thc() -> Q:
    """In every unit that gives both, and in one at least; what is THC-free has nothing to match."""
    by_percent = Q(total_cbd_percent__gte=F("total_thc_percent"))
    by_mg = Q(cbd_mg_per_serving__gte=F("thc_mg_per_serving"))
    no_percent = Q(total_cbd_percent=None) | Q(total_thc_percent=None)
    no_mg = Q(cbd_mg_per_serving=None) | Q(thc_mg_per_serving=None)
    return Q(thc_free=True) | by_percent & (by_mg | no_mg) | by_mg & no_percent


def _without(allergens: Sequence[str]) -> Q:
    declaring = ProductAllergen.objects.filter(allergen__in=allergens)
    return Q(product__ingredients_known=True) & ~Q(product__in=declaring.values("product"))
