"""For each route: what closes it, how well it fits the answers, and the order of those shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from recommendations.guideline.model import Category, Component, Guideline
from recommendations.guideline.policy import Policy
from recommendations.guideline.predicates import Facts
from recommendations.matching.openings import Opened
from recommendations.matching.triage import Triage

POLICY, NO_PRODUCT, PATCH, X_CAP, LOW_FIT = "P-ROUTE", "NO-PRODUCT", "PATCH", "X-CAP", "LOW-FIT"
TESTED_WITHOUT_BENEFIT = "X"
CAPPED = "x_cap"


@dataclass(frozen=True, slots=True)
class RouteFit:
    """One route of an assessment: shown exactly when nothing blocks it.

    `score` is None where the route is closed before scoring: by a hard block, an unanswered safety
    question, the policy or a category without products. X-CAP, LOW-FIT and PATCH keep the score
    they follow from, so that a counselor sees it. `points` are (component id, points) and add up
    to the score. `opened` are the rules that would close it and that a counselor has opened.
    """

    route: str
    shown: bool
    score: int | None
    evidence: str
    blocked_by: tuple[str, ...]
    points: tuple[tuple[str, int], ...]
    opened: tuple[str, ...] = ()


def fit_routes(
    facts: Facts,
    category: Category,
    triage: Triage,
    guideline: Guideline,
    policy: Policy,
    *,
    opened: Opened = frozenset(),
) -> tuple[RouteFit, ...]:
    return tuple(
        _fit(
            route,
            _closed_by(route, category, triage, policy),
            facts,
            category,
            guideline,
            opened=opened,
        )
        for route in guideline.routes
    )


def order_shown(fits: Iterable[RouteFit], guideline: Guideline) -> tuple[str, ...]:
    """Best score first, ties by the guideline's order; smoked last whatever its score."""
    scores = guideline.scores

    def place(fit: RouteFit) -> tuple[bool, int, int]:
        return fit.route in scores.listed_last, -(fit.score or 0), scores.tie_order.index(fit.route)

    return tuple(fit.route for fit in sorted((fit for fit in fits if fit.shown), key=place))


def _closed_by(route: str, category: Category, triage: Triage, policy: Policy) -> tuple[str, ...]:
    closed = [rule.id for rule in triage.closing if route in rule.routes]
    if route not in policy.routes_allowed:
        closed.append(POLICY)
    if not category.products:
        closed.append(NO_PRODUCT)
    return tuple(closed)


def _fit(
    route: str,
    closed_by: tuple[str, ...],
    facts: Facts,
    category: Category,
    guideline: Guideline,
    *,
    opened: Opened,
) -> RouteFit:
    evidence = category.evidence[route].grade
    never_automatic = (PATCH,) if route in guideline.scores.never_automatic else ()
    if still_closed := _without(opened, route, closed_by):
        blocked_by = still_closed + _without(opened, route, never_automatic)
        return RouteFit(
            route, False, None, evidence, blocked_by, (), _only(opened, route, closed_by)
        )
    points = score_points(route, evidence, facts, guideline)
    score = sum(amount for _, amount in points)
    gates = never_automatic + _unfit(score, evidence, guideline)
    blocked_by = _without(opened, route, gates)
    set_aside = _only(opened, route, closed_by + gates)
    return RouteFit(route, not blocked_by, score, evidence, blocked_by, points, set_aside)


def _without(opened: Opened, route: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rule for rule in rules if (rule, route) not in opened)


def _only(opened: Opened, route: str, rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(rule for rule in rules if (rule, route) in opened)


def _unfit(score: int, evidence: str, guideline: Guideline) -> tuple[str, ...]:
    """A route tested without benefit says so, and does not add that it also scored low."""
    if evidence == TESTED_WITHOUT_BENEFIT:
        return (X_CAP,)
    return (LOW_FIT,) if score < guideline.scores.show_threshold else ()


def score_points(
    route: str, evidence: str, facts: Facts, guideline: Guideline
) -> tuple[tuple[str, int], ...]:
    """The components that count for this route, those without points left out."""
    scores = guideline.scores
    points = [(c.id, c.points.get(route, 0)) for c in scores.components if c.when.holds(facts)]
    shallow = _depth(route, facts, guideline)
    if shallow is not None:
        points.append((shallow.id, shallow.points.get(route, 0)))
    points.append((scores.grades[evidence].id, scores.grades[evidence].points))
    if route in facts.values.get("preferred_delivery", ()):
        points.append((scores.preference.id, scores.preference.points))
    over = sum(amount for _, amount in points) - scores.x_cap
    if evidence == TESTED_WITHOUT_BENEFIT and over > 0:
        points.append((CAPPED, -over))
    return tuple((component, amount) for component, amount in points if amount)


def _depth(route: str, facts: Facts, guideline: Guideline) -> Component | None:
    """Of the depths of the places chosen, the one that gives this route the fewest points."""
    if guideline.scores.no_depth_when.holds(facts) or not facts.depths:
        return None
    depths = [d for name, d in guideline.scores.depths.items() if name in facts.depths]
    return min(depths, key=lambda depth: depth.points.get(route, 0))
