"""The ways of taking it side by side: onset and duration as the guideline has them."""

from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.guideline import Guideline, Policy, Texts
from recommendations.information.citing import Citations, Mark
from recommendations.information.outline import Outline
from recommendations.patient.presentation import WEIGHTS
from recommendations.patient.times import lasts, onset, strongest

# What holds for everyone who takes it, as the guideline warns of it.
WARNINGS = (
    *("W_EDIBLE_WAIT", "W_INHALE_WAIT_15", "W_DRIVING", "W_NO_ALCOHOL", "W_DO_NOT_STOP_MEDS"),
    *("W_SMOKE_HARM", "W_VAPE_EVALI", "W_TOPICAL_INTACT_SKIN", "W_CUD_RISK", "W_DRUG_TEST"),
    "W_KEEP_FROM_CHILDREN_PETS",
)


@dataclass(frozen=True, slots=True)
class Way:
    """`offered`: whether the policy lets the shop have it."""

    route: str
    name: str
    how: str
    starts: str
    strongest: str
    lasts: str
    times_marks: tuple[Mark, ...]
    risk: str
    risk_marks: tuple[Mark, ...]
    offered: bool


@dataclass(frozen=True, slots=True)
class Warned:
    weight: str
    weight_label: str
    title: str
    text: str
    marks: tuple[Mark, ...]


def compare(
    guideline: Guideline, policy: Policy, texts: Texts, outline: Outline, citations: Citations
) -> tuple[Way, ...]:
    return tuple(
        Way(
            route=route.id,
            name=texts.get(f"route.{route.id}.name"),
            how=texts.get(f"route.{route.id}.how"),
            starts=onset(route),
            strongest=strongest(route),
            lasts=lasts(route),
            times_marks=citations.marks(route.source),
            risk=texts.get(f"route.{route.id}.watch"),
            risk_marks=citations.marks(outline.risk[route.id]),
            offered=route.id in policy.routes_allowed,
        )
        for route in guideline.routes.values()
    )


def warnings(
    guideline: Guideline, policy: Policy, texts: Texts, citations: Citations
) -> Iterator[Warned]:
    """The heaviest first, within a weight in the order of WARNINGS."""
    rules = {warning.id: warning for warning in guideline.warnings}
    weights = list(WEIGHTS)
    for code in sorted(WARNINGS, key=lambda code: weights.index(rules[code].weight)):
        rule = rules[code]
        yield Warned(
            rule.weight,
            str(WEIGHTS[rule.weight]),
            texts.get(f"warning.{code}.title"),
            texts.format(f"warning.{code}.text", **policy.params(texts)),
            citations.marks(rule.source),
        )
