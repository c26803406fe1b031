"""What a counselor may open of what the rules have closed. Without an opening the rules stand alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from recommendations.guideline.model import Guideline
from recommendations.guideline.policy import Policy
from recommendations.guideline.predicates import Facts
from recommendations.matching.answers import Answers
from recommendations.matching.facts import gather

NEVER, COUNSELOR, PRESCRIBER = "never", "counselor", "prescriber"
# What closes a route for its poor fit or its kind; a note must say why it is opened all the same.
OPENED_WITH_A_NOTE = ("X-CAP", "LOW-FIT", "PATCH")

Opened = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Opening:
    """One rule set aside for some routes.

    max_first_dose_thc_mg: mg that a prescriber set for the first dose; None sets no limit.
    """

    rule: str
    routes: tuple[str, ...]
    max_first_dose_thc_mg: Decimal | None = None

    @classmethod
    def of(cls, rule: str, route: str, max_first_dose_thc_mg: str | None) -> "Opening":
        """For one route, with the dose as text, as it is stored."""
        dose = Decimal(max_first_dose_thc_mg) if max_first_dose_thc_mg else None
        return cls(rule, (route,), dose)


def who_may_open(rule: str, facts: Facts, guideline: Guideline) -> str:
    """never, counselor or prescriber. What policy forbids and what was not answered: never."""
    if rule in OPENED_WITH_A_NOTE:
        return COUNSELOR
    block = next((each for each in guideline.blocks if each.id == rule), None)
    if block is None or (block.clears_never_when and block.clears_never_when.holds(facts)):
        return NEVER
    return block.clears


def clearing(
    rules: Iterable[str], answers: Answers, guideline: Guideline, policy: Policy
) -> dict[str, str]:
    """Who may open each of these rules for these answers; see `who_may_open`."""
    facts = gather(answers, guideline, policy)
    return {rule: who_may_open(rule, facts, guideline) for rule in rules}


def in_force(
    openings: Iterable[Opening], facts: Facts, guideline: Guideline
) -> tuple[Opening, ...]:
    """Those that hold for these answers: what has become `never` since is closed again."""
    return tuple(
        opening for opening in openings if who_may_open(opening.rule, facts, guideline) != NEVER
    )


def opened_by(openings: Iterable[Opening]) -> Opened:
    """Pairs of a rule and a route for which it no longer counts."""
    return frozenset((opening.rule, route) for opening in openings for route in opening.routes)


def lowest_agreed(dose_thc_mg: Decimal, openings: Iterable[Opening]) -> Decimal:
    """The dose in mg THC, or what a prescriber set where that is less."""
    limits = (opening.max_first_dose_thc_mg for opening in openings)
    return min([dose_thc_mg, *(limit for limit in limits if limit is not None)])
