"""How the report says rules, reasons, questions, and what it may not tell."""

from collections.abc import Mapping
from datetime import timedelta
from functools import cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.desk import reasons
from recommendations.desk.report.told import Part
from recommendations.desk.words import span_in_words
from recommendations.guideline import load_texts
from recommendations.guideline.texts import PARAM
from recommendations.questionnaire.pages import PAGES

HIDDEN = _("fewer than 5")
NEARLY_ALL = _("nearly all")
TOO_FEW = _("too few")


def rule_in_words(rule: str, language: str = "en") -> str:
    """As the patient reads it, with dots for what differs from patient to patient; or nothing."""
    texts = load_texts(language)
    keys = (f"block.{rule}.reason", f"choice.{rule}.text")
    said = next((texts.get(key) for key in keys if texts.has(key)), "")
    return PARAM.sub("…", said).replace("….", "…")


def question_in_words(key: str) -> str:
    return gettext(_questions().get(key, key.replace("_", " ")))


@cache
def _questions() -> Mapping[str, str]:
    """In English, by the answer's key."""
    return {
        key: field.question.text  # type: ignore[attr-defined]
        for page in PAGES
        for key, field in page.form_class.base_fields.items()
    }


def reason_in_words(code: str) -> str:
    """Without what a form adds for whoever chooses it."""
    return reasons.in_words(code).split(" (")[0]


def number_in_words(number: int | None) -> str:
    return str(HIDDEN) if number is None else str(number)


def part_in_words(part: int | Part | None) -> str:
    """A share. What is nearly all leaves fewer than five."""
    if isinstance(part, int):
        return f"{part} %"
    return str({Part.FEW: HIDDEN, Part.ALL_BUT_FEW: NEARLY_ALL, None: TOO_FEW}[part])


def minutes_in_words(minutes: int | None) -> str:
    return str(TOO_FEW) if minutes is None else span_in_words(timedelta(minutes=minutes))
