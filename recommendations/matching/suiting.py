"""Whether a batch meets the limits of a route, one limit at a time."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from recommendations.matching.candidate import Candidate
from recommendations.matching.limits import RouteLimits


def suits(candidate: Candidate, limits: RouteLimits) -> bool:
    """Whether the batch can be taken this way and meets every limit."""
    return limits.route in candidate.routes and failed_rule(candidate, limits) is None


def failed_rule(candidate: Candidate, limits: RouteLimits) -> str | None:
    """The first rule, in the order of the limits, that the batch does not meet."""
    return next((rule for name, rule in limits.rules if not MEETS[name](candidate, limits)), None)


def _thc_free(candidate: Candidate, _limits: RouteLimits) -> bool:
    return candidate.thc_free


def _chemotype(candidate: Candidate, limits: RouteLimits) -> bool:
    return candidate.chemotype in limits.chemotypes


def _smallest_thc(candidate: Candidate, limits: RouteLimits) -> bool:
    return _at_most(candidate.smallest_thc_mg, limits.max_smallest_thc_mg)


def _total_thc(candidate: Candidate, limits: RouteLimits) -> bool:
    return _at_most(candidate.total_thc_percent, limits.max_total_thc_percent)


def _smallest_cbd(candidate: Candidate, limits: RouteLimits) -> bool:
    return _at_most(candidate.smallest_cbd_mg, limits.max_smallest_cbd_mg)


def _at_most(amount: Decimal | None, limit: Decimal | None) -> bool:
    return limit is None or (amount is not None and amount <= limit)


def _cbd_at_least_thc(candidate: Candidate, _limits: RouteLimits) -> bool:
    if candidate.thc_free:
        return True
    pairs = (
        (candidate.total_thc_percent, candidate.total_cbd_percent),
        (candidate.thc_mg_per_serving, candidate.cbd_mg_per_serving),
    )
    known = [(thc, cbd) for thc, cbd in pairs if thc is not None and cbd is not None]
    return bool(known) and all(cbd >= thc for thc, cbd in known)


def _alcohol_free(candidate: Candidate, _limits: RouteLimits) -> bool:
    return candidate.contains_alcohol is False


def _ingredients_known(candidate: Candidate, _limits: RouteLimits) -> bool:
    return candidate.allergens is not None


def _no_excluded_allergen(candidate: Candidate, limits: RouteLimits) -> bool:
    declared = candidate.allergens
    return declared is not None and declared.isdisjoint(limits.excluded_allergens)


MEETS: Mapping[str, Callable[[Candidate, RouteLimits], bool]] = {
    "thc_free_only": _thc_free,
    "chemotypes": _chemotype,
    "max_smallest_thc_mg": _smallest_thc,
    "max_total_thc_percent": _total_thc,
    "cbd_at_least_thc": _cbd_at_least_thc,
    "max_smallest_cbd_mg": _smallest_cbd,
    "alcohol_free": _alcohol_free,
    "ingredients_known": _ingredients_known,
    "excluded_allergens": _no_excluded_allergen,
}
