"""Why a batch is not offered for a route to this patient, for the counselor: rule, and sentence."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from products.amounts import number
from recommendations.matching import Candidate, RouteLimits
from recommendations.matching.explanation import explain_blocks
from recommendations.matching.suiting import failed_rule
from recommendations.patient.presentation import Conclusion


def why_not_for(
    candidate: Candidate, route: str, conclusion: Conclusion
) -> tuple[tuple[str, str], ...]:
    """The rules that close the route, or the first limit that the batch does not meet."""
    assessment = conclusion.assessment
    name = conclusion.texts.get(f"route.{route}.name")
    if route not in assessment.shown:
        closed = explain_blocks(assessment.route(route), conclusion.texts)
        return tuple((each.rule, f"{name}: {each.text}") for each in closed)
    limits = assessment.limits_for(route)
    rule = failed_rule(candidate, limits)
    if rule is None:
        return ()
    field = next(field for field, by in limits.rules if by == rule)
    return ((rule, f"{name}: {WORDS[field](candidate, limits)}"),)


def _thc_free(_candidate: Candidate, _limits: RouteLimits) -> str:
    return _("The laboratory found THC, or did not look for it. Only what is free of THC suits.")


def _chemotype(candidate: Candidate, limits: RouteLimits) -> str:
    words = {"type": candidate.chemotype or "?", "allowed": ", ".join(limits.chemotypes)}
    return _("It is of type %(type)s. Only these suit: %(allowed)s.") % words


def _most(what: Any, amount: Decimal | None, limit: Decimal | None, unit: str) -> str:
    if amount is None:
        return _("How much %(what)s it holds is not known.") % {"what": what}
    words = {
        "what": what,
        "held": f"{number(amount)} {unit}",
        "limit": f"{number(limit or amount)} {unit}",
    }
    return _("%(what)s: %(held)s, where at most %(limit)s suits.") % words


def _smallest_thc(candidate: Candidate, limits: RouteLimits) -> str:
    what = _("THC in the smallest amount that can be measured")
    return _most(what, candidate.smallest_thc_mg, limits.max_smallest_thc_mg, "mg")


def _total_thc(candidate: Candidate, limits: RouteLimits) -> str:
    return _most(_("THC"), candidate.total_thc_percent, limits.max_total_thc_percent, "%")


def _smallest_cbd(candidate: Candidate, limits: RouteLimits) -> str:
    what = _("CBD in the smallest amount that can be measured")
    return _most(what, candidate.smallest_cbd_mg, limits.max_smallest_cbd_mg, "mg")


def _more_thc(_candidate: Candidate, _limits: RouteLimits) -> str:
    return _("It holds more THC than CBD, or one of them is not known.")


def _alcohol(_candidate: Candidate, _limits: RouteLimits) -> str:
    return _("It contains alcohol, or nobody has said that it does not.")


def _ingredients(_candidate: Candidate, _limits: RouteLimits) -> str:
    return _("Its ingredients are not known, and the patient has an allergy.")


def _allergen(candidate: Candidate, limits: RouteLimits) -> str:
    named = sorted((candidate.allergens or frozenset()) & limits.excluded_allergens)
    words = ", ".join(name.replace("_", " ") for name in named)
    return _("It lists what the patient must avoid: %(allergens)s.") % {"allergens": words or "?"}


# By the field of RouteLimits that was not met.
WORDS: Mapping[str, Callable[[Candidate, RouteLimits], str]] = {
    "thc_free_only": _thc_free,
    "chemotypes": _chemotype,
    "max_smallest_thc_mg": _smallest_thc,
    "max_total_thc_percent": _total_thc,
    "cbd_at_least_thc": _more_thc,
    "max_smallest_cbd_mg": _smallest_cbd,
    "alcohol_free": _alcohol,
    "ingredients_known": _ingredients,
    "excluded_allergens": _allergen,
}
