"""What was asked and what was answered, in the words of the page."""

from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from recommendations.questionnaire.walk import Step, Walk


@dataclass(frozen=True, slots=True)
class Entry:
    """`answer` in words, empty when an optional question was left open; `value` for machines."""

    page: str
    key: str
    question: str
    why: str
    answer: list[str]
    value: Any


def entries(step: Step) -> list[Entry]:
    return [
        Entry(
            page=gettext(step.page.title),
            key=key,
            question=gettext(field.question.text),
            why=gettext(field.question.why),
            answer=field.in_words(value),
            value=field.to_answer(value),
        )
        for key, field, value in step.given
    ]


def transcript(walk: Walk, *, language: str) -> list[dict[str, Any]]:
    """Plain JSON, in the order of the pages: page, key, question, why, answer (in words), value."""
    with translation.override(language):
        return [
            {name: getattr(entry, name) for name in Entry.__slots__}
            for step in walk.steps
            for entry in entries(step)
        ]
