"""How long a simple case takes, from the words and controls of the pages themselves.

A simple case is an adult with a strained back, no illness and no medicine, who gives no contact details
to a dispensary with one store.
Read is: what stands above the questions, each question with its hint, and its answers from the first to the
one that is chosen, with that one's hint. Not read are the words that are folded away, the hints of other
answers, and what stands on every page. Reading 200 words a minute and 4 seconds for each answer that must
be given are the project's own assumption, not a measurement.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any

from django.utils.translation import override

from recommendations.questionnaire.consent import CONSENT
from recommendations.questionnaire.pages import PAGES, START, Page

WORDS_A_MINUTE = 200
SECONDS_A_CONTROL = 4
# This very figure, a heading and a notice, which stand in templates.
START_WORDS_BESIDES_CONSENT = 30

SIMPLE_CASE: dict[str, dict[str, Any]] = {
    "start": {"answers_for": "self", "consent": True, "age": 54},
    "where": {"spasm_location": ["lower_back"]},
    "warning-signs": {"red_flag": ["none"]},
    "feeling": {"spasm_pattern": "spasm_tightness"},
    "duration": {
        "episode_duration": "1_to_24_hours",
        "problem_duration": "under_6_weeks",
        "timing": ["after_injury_or_strain"],
    },
    "frequency": {"psfs_frequency": "2", "nrs_severity": "4"},
    "severity": {"psfs_severity": "2"},
    "diagnosis": {"diagnosis": ["nothing"]},
    "health": {"pregnancy_status": "not_applicable", "condition": ["none"]},
    "medicines": {"medication_class": ["nothing"]},
    "experience": {"cannabis_experience": "naive"},
    "delivery": {"preferred_delivery": "no_preference"},
    "daily-life": {
        "allergens": ["none"],
        "alcohol_heavy": "no",
        "drives_within_8h": "no",
        "workplace_drug_test": "no",
        "children_or_pets_at_home": "no",
    },
    "contact": {},
}


# Whom they concern must find them, so they are read line by line and never folded.
SAFETY_LISTS = ("red_flag", "condition")


@dataclass(frozen=True, slots=True)
class Effort:
    """`list_words` are those of the two safety lists, and among `words`."""

    pages: int
    controls: int
    words: int
    list_words: int

    @property
    def seconds(self) -> float:
        return self.reading(self.words) + self.controls * SECONDS_A_CONTROL

    @property
    def seconds_besides_lists(self) -> float:
        return self.seconds - self.reading(self.list_words)

    @property
    def minutes(self) -> int:
        """Whole minutes, rather one too many than one too few."""
        return ceil(self.seconds / 60)

    @staticmethod
    def reading(words: int) -> float:
        return words / WORDS_A_MINUTE * 60


@cache
def simple_case(language: str = "en") -> Effort:
    """In the words of that language: Spanish takes more of them."""
    with override(language):
        pages = [page for page in PAGES if page.key in SIMPLE_CASE]
        fields = {
            key: field for page in pages for key, field in page.form_class.base_fields.items()
        }
        given = {key: answer for page in pages for key, answer in SIMPLE_CASE[page.key].items()}
        answers = {
            key: count(words_to_answer(field, given.get(key))) for key, field in fields.items()
        }
        above = sum(count(_above(page)) for page in pages)
        return Effort(
            pages=len(pages),
            controls=sum(field.required for field in fields.values()),
            words=above + sum(answers.values()),
            list_words=sum(answers[key] for key in SAFETY_LISTS),
        )


def count(texts: Iterable[object]) -> int:
    return sum(len(str(text).split()) for text in texts)


def _above(page: Page) -> Iterator[object]:
    """What is read on a page besides answers."""
    fields: list[Any] = list(page.form_class.base_fields.values())
    if len(fields) > 1:
        yield page.title
    if page is START:
        yield from (*CONSENT, *["word"] * START_WORDS_BESIDES_CONSENT)
    for field in fields:
        yield from (field.question.text, field.question.how, getattr(field, "aside", ""))


def words_to_answer(field: Any, answer: Any) -> Iterator[object]:
    """Headings and labels from the first to the last chosen answer, and the hints of those chosen."""
    chosen = set(answer if isinstance(answer, list) else [answer])
    hints = getattr(field, "choice_hints", {})
    if getattr(field, "is_scale", False):
        yield from (field.scale_low, field.scale_high)
    waiting: list[object] = []
    for heading, value, label in _lines(field):
        waiting += [heading, label]
        if value in chosen:
            yield from (*waiting, hints.get(value, ""))
            waiting = []


def _lines(field: Any) -> Iterator[tuple[object, str, object]]:
    """Heading (with the first answer below it), value and label of each answer that is offered."""
    if not field.wording():  # nothing to choose, or stores, which are data
        return
    for value, label in field.choices:
        if not isinstance(label, list):
            yield "", value, label
            continue
        for place, (inner, words) in enumerate(label):
            yield ("" if place else value), inner, words
