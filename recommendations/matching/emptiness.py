"""Which rule left a route without a batch, where the shelf had applied the limits beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from recommendations.matching.assessment import Assessment
from recommendations.matching.choice import NONE_IN_STOCK, Choice, Unfilled
from recommendations.matching.limits import RouteLimits
from recommendations.matching.reasons import Reason, limit_params

# For a route, each limit with how many batches were left before it; the last says how many in the end.
Left = Sequence[tuple[str, int]]


def routes_to_explain(choice: Choice) -> tuple[str, ...]:
    """Those for which the shelf offered nothing: only it knows what it held before its limits."""
    return tuple(each.route for each in choice.unfilled if each.reason.rule == NONE_IN_STOCK)


def with_causes(choice: Choice, assessment: Assessment, left: Mapping[str, Left]) -> Choice:
    """The choice with the rule that took the last batch of each of these routes."""
    unfilled = (
        _with_cause(each, assessment.limits_for(each.route), left[each.route])
        if each.route in left
        else each
        for each in choice.unfilled
    )
    return replace(choice, unfilled=tuple(unfilled))


def _with_cause(unfilled: Unfilled, limits: RouteLimits, left: Left) -> Unfilled:
    taken = [(name, before - after) for (name, before), (_, after) in pairwise(left)]
    removed = [(name, count) for name, count in taken if count]
    if not removed:
        return unfilled
    last = removed[-1][0]
    reason = Reason(limits.rules_for(last)[0], limit_params(last, limits))
    by_rule = tuple((limits.rules_for(name)[0], count) for name, count in removed)
    return Unfilled(unfilled.route, reason, by_rule)
