"""What a batch must meet to be suggested for a route, as plain values a database can filter by."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from products.potency import CHEMOTYPES
from recommendations.guideline.model import Guideline, Limit, LimitValue
from recommendations.guideline.predicates import NOTHING, Facts

# Ingredients that are not known cannot be compared with it; there is no allergen by this name.
UNNAMED_ALLERGEN = "other"


@dataclass(frozen=True, slots=True)
class RouteLimits:
    """Limits for one route; None, False or empty means that this limit is not set.

    A batch that lacks a value which a set limit needs does not meet it.
    chemotypes: allowed ones, in the order of preference; a batch without one never fits.
    max_smallest_thc_mg, max_smallest_cbd_mg: mg in the smallest amount that can be measured out.
    max_total_thc_percent: total THC by weight.
    cbd_at_least_thc: percent against percent and mg against mg, wherever both are known, and at
    least one pair must be; a THC-free batch meets it.
    excluded_allergens: none of these declared (and so the ingredients known).
    rules: (field, rule id), in the order in which the limits are applied.
    """

    route: str
    chemotypes: tuple[str, ...] = CHEMOTYPES
    thc_free_only: bool = False
    max_smallest_thc_mg: Decimal | None = None
    max_total_thc_percent: Decimal | None = None
    cbd_at_least_thc: bool = False
    max_smallest_cbd_mg: Decimal | None = None
    alcohol_free: bool = False
    excluded_allergens: frozenset[str] = NOTHING
    ingredients_known: bool = False
    rules: tuple[tuple[str, str], ...] = field(default=())

    def rules_for(self, name: str) -> tuple[str, ...]:
        """The ids of the rules that set one limit."""
        return tuple(rule for limit, rule in self.rules if limit == name)


@dataclass(frozen=True, slots=True)
class ChoiceLimits:
    """For each route shown, in order; `per_route` and `in_all` are numbers of suggestions."""

    routes: tuple[RouteLimits, ...]
    per_route: int
    in_all: int


def choice_limits(
    facts: Facts, shown: Iterable[str], dose_thc_mg: Decimal, guideline: Guideline
) -> ChoiceLimits:
    """`facts` with the routes shown; `shown` gives their order."""
    holding = [limit for limit in guideline.choice.limits if _holds(limit, facts, guideline)]
    return ChoiceLimits(
        routes=tuple(_route_limits(route, holding, facts, dose_thc_mg) for route in shown),
        per_route=guideline.choice.per_route,
        in_all=guideline.choice.in_all,
    )


def _holds(limit: Limit, facts: Facts, guideline: Guideline) -> bool:
    if limit.filter is not None and limit.filter not in _filters(facts, guideline):
        return False
    return limit.when.holds(facts)


def _filters(facts: Facts, guideline: Guideline) -> set[str | None]:
    taken = facts.values.get("medication_class", NOTHING)
    return {m.choice_filter for m in guideline.medicines if not taken.isdisjoint(m.classes)}


def _route_limits(
    route: str, holding: Iterable[Limit], facts: Facts, dose_thc_mg: Decimal
) -> RouteLimits:
    values: dict[str, LimitValue | frozenset[str]] = {}
    rules: list[tuple[str, str]] = []
    for limit in holding:
        if route not in limit.routes or (limit.field == "chemotypes" and limit.field in values):
            continue
        value = _value(limit, facts, dose_thc_mg)
        if value == NOTHING:
            continue
        values[limit.field] = _stricter(values.get(limit.field), value)
        rules.append((limit.field, limit.id))
    return RouteLimits(route=route, rules=tuple(rules), **values)  # type: ignore[arg-type]


def _value(limit: Limit, facts: Facts, dose_thc_mg: Decimal) -> LimitValue | frozenset[str]:
    if limit.field == "max_smallest_thc_mg":
        return dose_thc_mg
    if limit.field == "excluded_allergens":
        return facts.values.get("allergens", NOTHING) - {UNNAMED_ALLERGEN}
    return limit.value


def _stricter(
    old: LimitValue | frozenset[str] | None, new: LimitValue | frozenset[str]
) -> LimitValue | frozenset[str]:
    return min(old, new) if isinstance(old, Decimal) and isinstance(new, Decimal) else new
