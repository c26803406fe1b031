"""Every rule that keeps a route from being shown, also those behind the first, and who may open each."""

from collections.abc import Iterable

from recommendations.guideline.model import Guideline
from recommendations.guideline.policy import Policy
from recommendations.matching.answers import Answers
from recommendations.matching.assessment import Assessment, assess
from recommendations.matching.openings import NEVER, Opening, clearing


def closed_routes(
    answers: Answers, guideline: Guideline, policy: Policy, openings: Iterable[Opening] = ()
) -> dict[str, dict[str, str]]:
    """{route: {rule: who may open it}} for the routes not shown, in the guideline's order.

    A route may be closed by one rule and, once that is open, fit too poorly. Both are named, unless
    the first is one that nobody may open.
    """
    granted = tuple(openings)
    rules: dict[str, dict[str, str]] = {}
    while closing := _still_closed(assess(answers, guideline, policy, granted), rules):
        for route, blocked_by in closing.items():
            who = clearing(blocked_by, answers, guideline, policy)
            rules.setdefault(route, {}).update(who)
            granted += tuple(Opening(rule, (route,)) for rule in blocked_by)
    return {route: rules[route] for route in guideline.routes if route in rules}


def _still_closed(
    assessment: Assessment, known: dict[str, dict[str, str]]
) -> dict[str, tuple[str, ...]]:
    """What is closed by rules that are not known yet; a route that nobody may open is done with."""
    return {
        fit.route: fit.blocked_by
        for fit in assessment.routes
        if not fit.shown and NEVER not in known.get(fit.route, {}).values()
    }
