"""Which batches to suggest for the routes shown. Pure, and blind to everything commercial."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.matching.assessment import Assessment
from recommendations.matching.candidate import Candidate
from recommendations.matching.limits import RouteLimits
from recommendations.matching.ranking import Offer, rank
from recommendations.matching.reasons import Reason, limit_params, reasons_for
from recommendations.matching.suiting import failed_rule

NONE_IN_STOCK, TAKEN = "NONE-IN-STOCK", "TAKEN"


@dataclass(frozen=True, slots=True)
class Suggestion:
    route: str
    candidate: Candidate
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A route shown for which nothing is suggested.

    `reason` names the rule that took the last batches away. `removed` says how many batches each
    rule took, in the order in which the rules are applied; a batch falls to the first it fails.
    """

    route: str
    reason: Reason
    removed: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Choice:
    suggestions: tuple[Suggestion, ...] = ()
    unfilled: tuple[Unfilled, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pool:
    """What one route has to offer, and what its limits took away."""

    limits: RouteLimits
    offers: tuple[Offer, ...]
    removed: tuple[tuple[str, int], ...]


def choose(assessment: Assessment, candidates: Iterable[Candidate]) -> Choice:
    """A product for each route shown, in order, then a second for each; no product twice.

    The order of the candidates never matters.
    """
    batches = {candidate.batch_id: candidate for candidate in candidates}.values()
    pools = [_pool(limits, batches) for limits in assessment.limits.routes]
    suggestions = _pick(assessment, pools)
    filled = {suggestion.route for suggestion in suggestions}
    unfilled = (_unfilled(pool) for pool in pools if pool.limits.route not in filled)
    return Choice(tuple(suggestions), tuple(unfilled))


def offers(
    assessment: Assessment, route: str, candidates: Iterable[Candidate]
) -> tuple[Suggestion, ...]:
    """All that suits a route shown, best first: what a counselor may put in a suggestion's place."""
    pool = _pool(assessment.limits_for(route), candidates)
    place = assessment.shown.index(route) + 1
    return tuple(_suggestion([offer], pool.limits, place, assessment) for offer in pool.offers)


def _pool(limits: RouteLimits, batches: Iterable[Candidate]) -> _Pool:
    offered = [batch for batch in batches if limits.route in batch.routes]
    failed = {batch: failed_rule(batch, limits) for batch in offered}
    counts = Counter(failed.values())
    rules = dict.fromkeys(rule for _, rule in limits.rules)
    return _Pool(
        limits=limits,
        offers=rank([batch for batch in offered if failed[batch] is None], limits),
        removed=tuple((rule, counts[rule]) for rule in rules if counts[rule]),
    )


def _pick(assessment: Assessment, pools: list[_Pool]) -> list[Suggestion]:
    suggestions: list[Suggestion] = []
    taken: set[int] = set()
    for _ in range(assessment.limits.per_route):
        for place, pool in enumerate(pools, start=1):
            left = [offer for offer in pool.offers if offer.product_id not in taken]
            if left and len(suggestions) < assessment.limits.in_all:
                taken.add(left[0].product_id)
                suggestions.append(_suggestion(left, pool.limits, place, assessment))
    return suggestions


def _suggestion(
    left: list[Offer], limits: RouteLimits, place: int, assessment: Assessment
) -> Suggestion:
    reasons = reasons_for(
        left[0],
        limits,
        place=place,
        evidence=assessment.route(limits.route).evidence,
        next_best=left[1] if len(left) > 1 else None,
    )
    return Suggestion(limits.route, left[0].candidate, reasons)


def _unfilled(pool: _Pool) -> Unfilled:
    limits = pool.limits
    if pool.offers:
        rule, params = TAKEN, limit_params("", limits)
    elif not pool.removed:
        rule, params = NONE_IN_STOCK, limit_params("", limits)
    else:
        rule = pool.removed[-1][0]
        name = next(name for name, by in limits.rules if by == rule)
        params = limit_params(name, limits)
    return Unfilled(limits.route, Reason(rule, params), pool.removed)
