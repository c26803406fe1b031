"""What to do now, for someone with a warning sign."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.matching import Answers, assess, explain_decision
from recommendations.questionnaire import vocabulary
from recommendations.questionnaire.walk import STOPPING_LISTS

DISPOSITIONS = {
    "emergency": "emergency",
    "urgent": "urgent_same_day",
    "soon": "see_doctor_soon",
}
WHEN = {"emergency": _("Emergency"), "urgent": _("Today"), "soon": _("Soon")}


@dataclass(frozen=True, slots=True)
class Care:
    """`strength` is emergency, urgent or soon; `signs` are the chosen warning signs in words."""

    strength: str
    when: str | Promise
    title: str
    message: str
    next: str
    signs: tuple[str, ...]
    warnings: tuple[dict[str, str], ...]
    emergency_number: str


def care_for(signs: tuple[str, ...], answers: Mapping[str, Any]) -> Care:
    """By the most urgent of the stopping signs; there is at least one. `answers` as the engine reads them."""
    known = vocabulary.guideline().red_flags
    found = {known[sign].listed for sign in signs}
    strength = next(name for name in STOPPING_LISTS if name in found)
    return Care(
        strength=strength,
        when=WHEN[strength],
        **words_of(DISPOSITIONS[strength]),
        signs=tuple(vocabulary.label("red_flag", sign) for sign in signs),
        warnings=tuple(_warnings(answers, DISPOSITIONS[strength])),
        emergency_number=vocabulary.policy().emergency_number,
    )


def decided_by(answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Which of the answers given so far decided the disposition, in words."""
    guideline = vocabulary.guideline()
    assessment = assess(Answers.from_dict(dict(answers), guideline), guideline, vocabulary.policy())
    return tuple(reason.text for reason in explain_decision(assessment, vocabulary.texts()))


def words_of(disposition: str) -> dict[str, str]:
    """Its title, message and next step, with the policy's numbers in place."""
    return {
        part: _filled(f"disposition.{disposition}.{part}") for part in ("title", "message", "next")
    }


def _warnings(answers: Mapping[str, Any], disposition: str) -> list[dict[str, str]]:
    """The few warnings that this disposition lets through; its own first one is the card itself."""
    guideline = vocabulary.guideline()
    _own, *others = guideline.dispositions[disposition].only_warnings
    raised = assess(
        Answers.from_dict(dict(answers), guideline), guideline, vocabulary.policy()
    ).warnings
    return [
        {part: _filled(f"warning.{code}.{part}") for part in ("title", "text")}
        for code in others
        if code in raised
    ]


def _filled(key: str) -> str:
    texts = vocabulary.texts()
    return texts.format(key, **vocabulary.policy().params(texts))
