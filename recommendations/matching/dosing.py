"""The first dose in mg THC, for what is swallowed or put under the tongue.

0 when no route shown reaches the whole body. `facts` are those with the routes shown.
"""

from decimal import Decimal

from recommendations.guideline.model import FirstDose, Guideline
from recommendations.guideline.predicates import Facts

NO_DOSE = Decimal(0)


def first_dose_thc_mg(facts: Facts, guideline: Guideline) -> Decimal:
    """Halved once, however many reasons there are, and never below the floor."""
    if not _reaches_the_body(facts, guideline):
        return NO_DOSE
    dose = _experienced(facts, guideline).thc_mg
    halving = guideline.dosing.halving
    return max(dose / 2, halving.floor_thc_mg) if halving.when.holds(facts) else dose


def first_week_cap_thc_mg(facts: Facts, guideline: Guideline) -> Decimal:
    """mg THC a day that the first week should not go above."""
    if not _reaches_the_body(facts, guideline):
        return NO_DOSE
    return _experienced(facts, guideline).first_week_cap_thc_mg_per_day


def _reaches_the_body(facts: Facts, guideline: Guideline) -> bool:
    return any(guideline.routes[route].systemic for route in facts.shown)


def _experienced(facts: Facts, guideline: Guideline) -> FirstDose:
    (experience,) = facts.values["cannabis_experience"]
    return guideline.dosing.first_doses[experience]
