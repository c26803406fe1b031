"""Why a batch is suggested: rule ids with what they need to become sentences, never prose."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from recommendations.matching.candidate import Candidate
from recommendations.matching.limits import RouteLimits
from recommendations.matching.ranking import Offer, ranked_thc

NO_STUDY = "N"
Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that fired, and its parameters as plain words: codes and numbers, several by spaces."""

    rule: str
    params: Params = ()


def reasons_for(
    offer: Offer, limits: RouteLimits, *, place: int, evidence: str, next_best: Offer | None
) -> tuple[Reason, ...]:
    """Why this route, why this batch, and what decided between it and the next product."""
    route = ("route", limits.route)
    return (
        Reason("ROUTE-FITS", (route, ("place", str(place)))),
        _evidence(route, evidence),
        *_limit_reasons(offer.candidate, limits),
        *([Reason("FIRST-TO-EXPIRE", (route,))] if offer.alternatives > 1 else []),
        *_tie_reasons(offer, limits, next_best),
    )


def _evidence(route: tuple[str, str], grade: str) -> Reason:
    if grade == NO_STUDY:
        return Reason("EVIDENCE-NONE", (route,))
    return Reason("EVIDENCE", (route, ("evidence", grade)))


def _limit_reasons(candidate: Candidate, limits: RouteLimits) -> Iterator[Reason]:
    for name, rule in limits.rules:
        yield Reason(rule, limit_params(name, limits) + _candidate_params(name, candidate))


def limit_params(name: str, limits: RouteLimits) -> Params:
    """What a sentence about this limit can name, whatever the batch."""
    route = ("route", limits.route)
    match name:
        case "max_smallest_thc_mg":
            return (route, ("dose_mg", _number(limits.max_smallest_thc_mg)))
        case "max_total_thc_percent":
            return (route, ("limit_percent", _number(limits.max_total_thc_percent)))
        case "max_smallest_cbd_mg":
            return (route, ("limit_mg", _number(limits.max_smallest_cbd_mg)))
        case "excluded_allergens":
            return (route, ("allergens", " ".join(sorted(limits.excluded_allergens))))
        case "chemotypes":
            return (route, ("chemotypes", " ".join(limits.chemotypes)))
        case _:
            return (route,)


def _candidate_params(name: str, candidate: Candidate) -> Params:
    match name:
        case "max_smallest_thc_mg":
            return (("smallest_thc_mg", _number(candidate.smallest_thc_mg)),)
        case "max_total_thc_percent":
            return (("thc_percent", _number(candidate.total_thc_percent)),)
        case "max_smallest_cbd_mg":
            return (("smallest_cbd_mg", _number(candidate.smallest_cbd_mg)),)
        case "chemotypes":
            return (("chemotype", str(candidate.chemotype)),)
        case _:
            return ()


def _tie_reasons(offer: Offer, limits: RouteLimits, next_best: Offer | None) -> tuple[Reason, ...]:
    """Nothing was tied unless another product of the same chemotype was left behind.

    What is said is true of the batches handed out: they may hold more THC than what ranked them.
    """
    if next_best is None or next_best.key[0] != offer.key[0]:
        return ()
    handed, other = (ranked_thc(each.candidate, limits.route) for each in (offer, next_best))
    route = ("route", limits.route)
    if handed == other and offer.thc == next_best.thc:
        return (Reason("EVEN-TIE", (route,)),)
    lower = handed is not None and other is not None and handed < other
    return (Reason("LOWER-THC", (route,)),) if lower else ()


def _number(amount: Decimal | None) -> str:
    """As a reader writes it: 2.5, 10, never 1E+1 or 2.50."""
    return "" if amount is None else f"{amount.normalize():f}"
