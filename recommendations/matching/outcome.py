"""The outcome as the JSON-like value that `manage.py suggest` prints and a submission stores."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from recommendations.guideline.texts import Texts
from recommendations.matching.assessment import Assessment
from recommendations.matching.choice import Choice, Suggestion, Unfilled
from recommendations.matching.explanation import explain, explain_unfilled
from recommendations.matching.routes import RouteFit


def outcome(
    assessment: Assessment,
    choice: Choice | None,
    texts: Texts,
    product_names: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """`choice` None (no products asked for) gives suggestions and unfilled null.

    `unfilled` names the rule that left a shown route without a suggestion.

    A product is named by `product_names`, or else by its id; a batch by its number.
    """
    names = product_names or {}
    return {
        "guideline_version": assessment.guideline_version,
        "policy": assessment.policy,
        "category": assessment.category,
        "disposition": assessment.disposition,
        "referral": assessment.referral,
        "release": assessment.release,
        "products_allowed": assessment.products_allowed,
        "shown": list(assessment.shown),
        "routes": [_route(fit) for fit in assessment.routes],
        "warnings": list(assessment.warnings),
        "first_dose_thc_mg": json_number(assessment.first_dose_thc_mg),
        "suggestions": (
            None if choice is None else [_suggestion(s, texts, names) for s in choice.suggestions]
        ),
        "unfilled": (
            None if choice is None else [_unfilled(route, texts) for route in choice.unfilled]
        ),
    }


def json_number(amount: Decimal | None) -> int | float | None:
    """A whole amount as an int, so that 5 mg reads 5 and not 5.0."""
    if amount is None:
        return None
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _route(fit: RouteFit) -> dict[str, Any]:
    return {
        "route": fit.route,
        "shown": fit.shown,
        "score": fit.score,
        "evidence": fit.evidence,
        "blocked_by": list(fit.blocked_by),
    }


def _unfilled(unfilled: Unfilled, texts: Texts) -> dict[str, str]:
    why = explain_unfilled(unfilled, texts)
    return {"route": unfilled.route, "rule": why.rule, "text": why.text}


def _suggestion(
    suggestion: Suggestion, texts: Texts, product_names: Mapping[int, str]
) -> dict[str, Any]:
    candidate = suggestion.candidate
    return {
        "route": suggestion.route,
        "product": product_names.get(candidate.product_id, candidate.product_id),
        "batch": candidate.batch_number,
        "chemotype": candidate.chemotype,
        "thc_mg_per_serving": json_number(candidate.thc_mg_per_serving),
        "total_thc_percent": json_number(candidate.total_thc_percent),
        "reasons": [
            {"rule": reason.rule, "text": explain(reason, texts)} for reason in suggestion.reasons
        ],
    }
