"""How fast to get help for which warning sign: the guideline's own signs, in its order."""

from dataclasses import dataclass

from recommendations.guideline import Guideline, Policy, Texts
from recommendations.information.citing import Citations, Mark
from recommendations.information.words import URGENCIES


@dataclass(frozen=True, slots=True)
class Sign:
    flag: str
    text: str
    hint: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class CareCard:
    """`urgency`: emergency, urgent, soon or routine; `call`: the number to call at once, or ""."""

    urgency: str
    strength: str
    title: str
    do: str
    call: str
    signs: tuple[Sign, ...]


def care_cards(
    guideline: Guideline, policy: Policy, texts: Texts, citations: Citations
) -> tuple[CareCard, ...]:
    """Most urgent first."""
    words, params = citations.words, policy.params(texts)
    return tuple(
        CareCard(
            urgency,
            **{part: words.format(f"spasms.help.{urgency}.{part}", **params) for part in PARTS},
            call=policy.emergency_number if urgency == "emergency" else "",
            signs=tuple(
                _sign(flag.id, guideline, texts, citations)
                for flag in guideline.red_flags.values()
                if flag.listed == urgency
            ),
        )
        for urgency in URGENCIES
    )


PARTS = ("strength", "title", "do")


def _sign(flag: str, guideline: Guideline, texts: Texts, citations: Citations) -> Sign:
    label = f"answer.red_flag.{flag}"
    hint = texts.get(f"{label}.hint") if texts.has(f"{label}.hint") else ""
    marks = citations.marks(guideline.red_flags[flag].source)
    return Sign(flag, texts.get(f"{label}.label"), hint, marks)
