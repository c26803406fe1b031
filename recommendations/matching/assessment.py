"""From answers to what they come to. No product, no database, no clock, no prose."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from recommendations.guideline.model import Guideline
from recommendations.guideline.policy import Policy
from recommendations.guideline.predicates import Facts
from recommendations.matching.answers import Answers
from recommendations.matching.category import categorize
from recommendations.matching.dosing import NO_DOSE, first_dose_thc_mg, first_week_cap_thc_mg
from recommendations.matching.facts import gather
from recommendations.matching.limits import ChoiceLimits, RouteLimits, choice_limits
from recommendations.matching.openings import Opening, in_force, lowest_agreed, opened_by
from recommendations.matching.routes import RouteFit, fit_routes, order_shown
from recommendations.matching.triage import Fired, triage, with_derived_flags
from recommendations.matching.warnings import warning_codes


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that follows from one set of answers under one guideline and one policy.

    raised: every disposition raised, strongest first, the floor `standard` always among them.
    release: now, after_review or never; the strictest of all raised.
    products_allowed: neither the disposition withholds products, nor has the category none.
    routes: all six in the guideline's order; shown: those shown, in the patient's order.
    warnings: codes in the guideline's order, the full record; safety_warnings: those of them that
        hold whatever is shown, and so are told before a result is published.
    first_dose_thc_mg: mg, for what is swallowed or put under the tongue; 0 when no route shown
    reaches the whole body. first_week_cap_thc_mg_per_day likewise.
    fired: every rule that fired, besides the warnings and the points, which stand on their own.
    """

    guideline_version: str
    policy: str
    category: str
    disposition: str
    raised: tuple[str, ...]
    release: str
    referral: bool
    products_allowed: bool
    routes: tuple[RouteFit, ...]
    shown: tuple[str, ...]
    warnings: tuple[str, ...]
    safety_warnings: tuple[str, ...]
    first_dose_thc_mg: Decimal
    first_week_cap_thc_mg_per_day: Decimal
    fired: tuple[Fired, ...]
    limits: ChoiceLimits

    def route(self, name: str) -> RouteFit:
        return next(fit for fit in self.routes if fit.route == name)

    def limits_for(self, route: str) -> RouteLimits:
        """Of a route that is shown."""
        return next(limits for limits in self.limits.routes if limits.route == route)

    def has_fired(self, rule: str) -> bool:
        return any(fired.id == rule for fired in self.fired)


def assess(
    answers: Answers, guideline: Guideline, policy: Policy, openings: Iterable[Opening] = ()
) -> Assessment:
    """Deterministic: equal answers, guideline, policy and openings give an equal assessment.

    An opening that nobody may grant for these answers changes nothing; none changes a disposition.
    """
    facts, derived = with_derived_flags(gather(answers, guideline, policy), guideline)
    category = categorize(facts, guideline)
    facts = replace(facts, category=category.id, grades=category.grades)
    judged = triage(facts, guideline, policy)
    granted = in_force(openings, facts, guideline)
    routes = fit_routes(facts, category, judged, guideline, policy, opened=opened_by(granted))
    shown = order_shown(routes, guideline)
    safety_warnings = warning_codes(facts, guideline)
    facts = replace(facts, shown=frozenset(shown))
    dose = lowest_agreed(first_dose_thc_mg(facts, guideline), granted)
    limits = choice_limits(facts, shown, dose, guideline)
    return Assessment(
        guideline_version=guideline.version,
        policy=policy.name,
        category=category.id,
        disposition=judged.disposition,
        raised=judged.raised,
        release=judged.release,
        referral=judged.referral,
        products_allowed=category.products and not judged.withheld,
        routes=routes,
        shown=shown,
        warnings=warning_codes(facts, guideline),
        safety_warnings=safety_warnings,
        first_dose_thc_mg=dose,
        first_week_cap_thc_mg_per_day=first_week_cap_thc_mg(facts, guideline),
        fired=(*derived, *judged.fired, *_dosing(facts, dose, guideline), *_choice(limits)),
        limits=limits,
    )


def _dosing(facts: Facts, dose_thc_mg: Decimal, guideline: Guideline) -> tuple[Fired, ...]:
    halving = guideline.dosing.halving
    halved = dose_thc_mg != NO_DOSE and halving.when.holds(facts)
    return (Fired(halving.id, "dosing"),) if halved else ()


def _choice(limits: ChoiceLimits) -> tuple[Fired, ...]:
    rules = dict.fromkeys(rule for route in limits.routes for _, rule in route.rules)
    return tuple(Fired(rule, "choice") for rule in rules)
