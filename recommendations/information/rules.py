"""The guideline's rules that close a way or ask for a closer look, as rows of a list."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.guideline import Guideline, Texts
from recommendations.guideline.model import Block, Limit, Rule
from recommendations.information.citing import Citations, Mark
from recommendations.information.conditions import in_words

CLEARS = {
    "never": gettext_lazy("Nobody may open it."),
    "prescriber": gettext_lazy("It can open once the doctor who knows your health agrees."),
    "counselor": gettext_lazy("A Patient Counselor may open it."),
}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """`closes` names routes; `clears` says who may open them again. Both may be empty."""

    rule: str
    text: str
    closes: str
    clears: str
    marks: tuple[Mark, ...]


def blocks(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[RuleRow, ...]:
    return tuple(
        _row(
            block,
            texts.get(f"block.{block.id}.reason"),
            citations,
            routes=block.routes,
            clears=_clears(block, texts, citations),
        )
        for block in guideline.blocks
    )


def unanswered(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[RuleRow, ...]:
    return tuple(
        _row(rule, texts.get(f"unanswered.{rule.id}.reason"), citations, routes=rule.routes)
        for rule in guideline.unanswered
    )


def cautions(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[RuleRow, ...]:
    """What closes nothing and makes somebody look first."""
    cautions = (
        _row(caution, texts.get(f"caution.{caution.id}.reason"), citations)
        for caution in guideline.cautions
    )
    derived = (
        _row(rule, texts.get(f"derived.{rule.id}.reason"), citations) for rule in guideline.derived
    )
    return (*cautions, *derived)


def gates(guideline: Guideline, texts: Texts, citations: Citations) -> tuple[RuleRow, ...]:
    """What keeps a way from being shown besides."""
    return tuple(
        _row(gate, texts.get(f"block.{gate.id}.reason"), citations)
        for gate in guideline.scores.gates.values()
    )


def limits(guideline: Guideline, citations: Citations) -> tuple[RuleRow, ...]:
    """What a batch must meet, in the order in which it is asked."""
    words = citations.words
    return tuple(
        _row(
            limit,
            words.format(f"limit.{limit.id}", **_value(limit, words)),
            citations,
            routes=limit.routes,
        )
        for limit in guideline.choice.limits
    )


def _value(limit: Limit, words: Texts) -> dict[str, str]:
    if isinstance(limit.value, tuple):
        return {"chemotypes": ", ".join(words.get(f"chemotype.{name}") for name in limit.value)}
    return {"limit": str(limit.value)}


def _clears(block: Block, texts: Texts, citations: Citations) -> str:
    clears = str(CLEARS[block.clears])
    if block.clears_never_when is None:
        return clears
    never = in_words(block.clears_never_when, citations.guideline, texts, citations.words)
    but = _("But nobody may, if you told us: %(answers)s.") % {"answers": ", ".join(never)}
    return f"{clears} {but}"


def _row(
    rule: Rule, text: str, citations: Citations, *, routes: tuple[str, ...] = (), clears: str = ""
) -> RuleRow:
    return RuleRow(rule.id, text, _ways(routes, citations), clears, citations.marks(rule.source))


def _ways(routes: tuple[str, ...], citations: Citations) -> str:
    every = citations.guideline.routes.values()
    if len(routes) == len(every):
        return _("every way")
    if routes == tuple(route.id for route in every if route.systemic):
        return _("every way that acts on the whole body")
    return ", ".join(citations.words.get(f"way.{route}") for route in routes)
