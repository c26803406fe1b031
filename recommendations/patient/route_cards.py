"""Routes on a patient's page: those that fit, those ruled out and why, those with nothing on the shelf."""

from typing import TYPE_CHECKING

from recommendations.guideline import Texts
from recommendations.matching import (
    RouteFit,
    Unfilled,
    explain_blocks,
    explain_points,
    explain_unfilled,
)
from recommendations.patient.cards import EmptyRoute, RouteCard, RuledOut
from recommendations.patient.times import in_words, spans

if TYPE_CHECKING:
    from recommendations.patient.presentation import Conclusion

# What the best fit of all would come to: evidence A, all day long, also at night, as preferred.
MOST = 66


def route_cards(conclusion: "Conclusion") -> tuple[RouteCard, ...]:
    """Of the routes shown, best first."""
    assessment = conclusion.assessment
    return tuple(_route_card(assessment.route(name), conclusion) for name in assessment.shown)


def empty_routes(conclusion: "Conclusion") -> tuple[EmptyRoute, ...]:
    return tuple(_empty_route(route, conclusion.texts) for route in conclusion.unfilled)


def _route_card(fit: RouteFit, conclusion: "Conclusion") -> RouteCard:
    texts, route = conclusion.texts, conclusion.guideline.routes[fit.route]
    speaks_for, speaks_against = explain_points(fit, texts)
    return RouteCard(
        code=fit.route,
        name=texts.get(f"route.{fit.route}.name"),
        how=texts.get(f"route.{fit.route}.how"),
        watch=texts.get(f"route.{fit.route}.watch"),
        score=fit.score or 0,
        most=MOST,
        evidence=fit.evidence,
        evidence_label=texts.get(f"evidence.{fit.evidence}.label"),
        evidence_text=texts.get(f"evidence.{fit.evidence}.text"),
        times=in_words(route),
        speaks_for=speaks_for,
        speaks_against=speaks_against,
        opened=fit.opened,
        spans=spans(route, conclusion.answers.get("episode_duration"), texts),
    )


def ruled_out(conclusion: "Conclusion") -> tuple[RuledOut, ...]:
    """Said once for all routes that the same rules closed."""
    texts = conclusion.texts
    closed: dict[tuple[str, ...], list[RouteFit]] = {}
    for fit in conclusion.assessment.routes:
        if not fit.shown:
            closed.setdefault(fit.blocked_by, []).append(fit)
    return tuple(
        RuledOut(
            fits[0].route,
            tuple(texts.get(f"route.{fit.route}.name") for fit in fits),
            explain_blocks(fits[0], texts),
        )
        for fits in closed.values()
    )


def _empty_route(unfilled: Unfilled, texts: Texts) -> EmptyRoute:
    why = explain_unfilled(unfilled, texts)
    return EmptyRoute(texts.get(f"route.{unfilled.route}.name"), why.rule, why.text)
