"""Rule ids and parameters into sentences of one language. The only place where they meet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from products.potency import SWALLOWED
from recommendations.guideline.model import Guideline
from recommendations.guideline.policy import Policy
from recommendations.guideline.text_keys import points_key
from recommendations.guideline.texts import Texts
from recommendations.guideline.triage_rules import WEIGHTS
from recommendations.matching.assessment import Assessment
from recommendations.matching.choice import Unfilled
from recommendations.matching.reasons import Params, Reason
from recommendations.matching.routes import RouteFit

# Parameters that are codes, and where the words for them stand.
LABELS = {
    "route": "route.{}.name",
    "evidence": "evidence.{}.label",
    "allergens": "answer.allergens.{}.label",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class WarningText:
    """`weight`: stop, serious, caution or note."""

    code: str
    weight: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DispositionText:
    title: str
    message: str
    next: str
    ask: tuple[str, ...]


def explain(reason: Reason, texts: Texts) -> str:
    """Why a batch is suggested."""
    return texts.format(f"choice.{reason.rule}.text", **_in_words(reason.params, texts))


def explain_unfilled(unfilled: Unfilled, texts: Texts) -> Sentence:
    """Why nothing is suggested for a route."""
    reason = unfilled.reason
    words = _in_words(reason.params, texts)
    return Sentence(reason.rule, texts.format(f"choice.{reason.rule}.empty", **words))


def explain_blocks(fit: RouteFit, texts: Texts) -> tuple[Sentence, ...]:
    """Why a route is not shown."""
    return tuple(Sentence(rule, texts.get(f"block.{rule}.reason")) for rule in fit.blocked_by)


def explain_points(
    fit: RouteFit, texts: Texts
) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """What speaks for a route and what against it, the weightiest first."""
    points = sorted(fit.points, key=lambda point: -abs(point[1]))
    return (
        _point_sentences((point for point in points if point[1] > 0), texts),
        _point_sentences((point for point in points if point[1] < 0), texts),
    )


def _point_sentences(points: Iterable[tuple[str, int]], texts: Texts) -> tuple[Sentence, ...]:
    return tuple(Sentence(rule, texts.get(points_key(rule, amount))) for rule, amount in points)


def explain_disposition(assessment: Assessment, texts: Texts, policy: Policy) -> DispositionText:
    key = f"disposition.{assessment.disposition}"
    numbers = policy.params(texts)
    ask = f"{key}.ask"
    return DispositionText(
        title=texts.format(f"{key}.title", **numbers),
        message=texts.format(f"{key}.message", **numbers),
        next=texts.format(f"{key}.next", **numbers),
        ask=texts.lines(ask) if texts.has(ask) else (),
    )


def explain_raised(assessment: Assessment, texts: Texts) -> tuple[Sentence, ...]:
    """Why the result is what it is: every rule with a reason of its own, in the order of firing."""
    sections = {"unanswered", "block", "caution", "derived"}
    return tuple(
        Sentence(fired.id, texts.get(f"{fired.kind}.{fired.id}.reason"))
        for fired in assessment.fired
        if fired.kind in sections
    )


def explain_decision(assessment: Assessment, texts: Texts) -> tuple[Sentence, ...]:
    """Of what `explain_raised` says, the rules that raised the very disposition of the result."""
    decided = {fired.id for fired in assessment.fired if fired.raised == assessment.disposition}
    return tuple(each for each in explain_raised(assessment, texts) if each.rule in decided)


def explain_warnings(
    assessment: Assessment, guideline: Guideline, texts: Texts, policy: Policy
) -> tuple[WarningText, ...]:
    """By weight, within a weight in the guideline's order.

    Where the disposition is an instruction to act on, it shows that instruction only.
    """
    only = guideline.dispositions[assessment.disposition].only_warnings or assessment.warnings
    weights = {w.id: w.weight for w in guideline.warnings if w.id in assessment.warnings}
    shown = sorted((code for code in weights if code in only), key=lambda c: _heavy(weights[c]))
    params = {**policy.params(texts), "dose_mg": _number(assessment)}
    return tuple(
        WarningText(
            code,
            weights[code],
            texts.format(f"warning.{code}.title", **params),
            texts.format(f"warning.{code}.text", **params),
        )
        for code in shown
    )


def _heavy(weight: str) -> int:
    return WEIGHTS.index(weight)


def explain_start(
    assessment: Assessment, route: str, guideline: Guideline, texts: Texts
) -> tuple[Sentence, ...]:
    """How to start with a route that is shown."""
    dosing = guideline.dosing
    params = {
        "dose_mg": _number(assessment),
        "wait_minutes": dosing.wait_minutes,
        "cap_mg": f"{assessment.first_week_cap_thc_mg_per_day.normalize():f}",
        "ceiling_mg": f"{dosing.ceiling_thc_mg_per_day.normalize():f}",
    }
    names = (route, *_dose_sentences(assessment, route, guideline))
    return tuple(Sentence(name, texts.format(f"start.{name}.text", **params)) for name in names)


def _dose_sentences(assessment: Assessment, route: str, guideline: Guideline) -> Iterator[str]:
    """What is inhaled has no dose in mg to add to."""
    if route not in SWALLOWED:
        return
    if assessment.has_fired(guideline.dosing.halving.id):
        yield "halved"
    yield from ("first_week", "ceiling")


def _number(assessment: Assessment) -> str:
    return f"{assessment.first_dose_thc_mg.normalize():f}"


def _in_words(params: Params, texts: Texts) -> dict[str, str]:
    return {name: _label(name, value, texts) for name, value in params}


def _label(name: str, value: str, texts: Texts) -> str:
    if name not in LABELS:
        return value
    return ", ".join(texts.get(LABELS[name].format(code)) for code in value.split())
