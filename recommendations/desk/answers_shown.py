"""Questions and answers as the patient read them, with the English beside those in another language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recommendations.models import Submission
from recommendations.questionnaire.transcript import transcript
from recommendations.questionnaire.walk import walk_through

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Shown:
    """`english_...` are empty where it was asked in English, or where today's pages no longer take it."""

    question: str
    answer: tuple[str, ...]
    language: str
    english_question: str = ""
    english_answer: tuple[str, ...] = ()


def answers_shown(submission: Submission) -> tuple[Shown, ...]:
    english = _in_english(submission) if submission.language != ENGLISH else {}
    return tuple(
        _shown(entry, english.get(entry["key"]), submission.language)
        for entry in submission.transcript
    )


def _shown(entry: Mapping[str, Any], english: Mapping[str, Any] | None, language: str) -> Shown:
    """The English only where it says what was answered: the pages may have changed since."""
    same = english is not None and english["value"] == entry["value"]
    beside = (english["question"], tuple(english["answer"])) if english and same else ("", ())
    return Shown(entry["question"], tuple(entry["answer"]), language, *beside)


def _in_english(submission: Submission) -> dict[str, Mapping[str, Any]]:
    walk = walk_through({"pages": submission.pages or {}})
    return {entry["key"]: entry for entry in transcript(walk, language=ENGLISH)}
