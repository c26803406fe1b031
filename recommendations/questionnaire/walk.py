"""The way through the pages that a draft's answers call for.

A page counts as answered when what the draft keeps for it is a valid answer today: a half-typed
page, or a store that has closed since, is simply asked again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.functional import cached_property

from recommendations.matching import Answers, assess
from recommendations.questionnaire import vocabulary
from recommendations.questionnaire.fields import Asked
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.forms.person import OTHER
from recommendations.questionnaire.pages import PAGES, WARNING_SIGNS, Page

STOPPING_LISTS = ("emergency", "urgent", "soon")


@dataclass(frozen=True)
class Step:
    """A page that applies, and its form holding what the draft keeps for it, if anything.

    `fixed` where a store's tablet has answered it: nobody is asked while that answer is valid.
    """

    page: Page
    form: PageForm | None
    fixed: bool = False

    @cached_property
    def answered(self) -> bool:
        return self.form is not None and self.form.is_valid()

    @property
    def is_asked(self) -> bool:
        return not (self.fixed and self.answered)

    @property
    def given(self) -> list[tuple[str, Asked, Any]]:
        """Key, question and cleaned value; nothing while the page is not answered."""
        if self.form is None or not self.answered:
            return []
        values = self.form.cleaned_data
        return [(key, field, values[key]) for key, field in self.form.asked.items()]

    def part(self, name: str) -> dict[str, Any]:
        """The answers of one part (answers, contact, consent), as the engine reads them."""
        return {
            key: field.to_answer(value) for key, field, value in self.given if field.part == name
        }


@dataclass(frozen=True)
class Walk:
    steps: tuple[Step, ...]
    not_eligible: bool

    @cached_property
    def answers(self) -> dict[str, Any]:
        return collect(self.steps, "answers")

    @property
    def contact(self) -> dict[str, Any]:
        """name, email, phone, reach_by (email, phone, none); None where not given, {} if not asked."""
        return collect(self.steps, "contact")

    @cached_property
    def for_somebody_else(self) -> bool:
        return collect(self.steps, "consent").get("answers_for") == OTHER

    @cached_property
    def first_unanswered(self) -> Page | None:
        return next((step.page for step in self.steps if not step.answered), None)

    @property
    def complete(self) -> bool:
        return self.first_unanswered is None

    @property
    def pages(self) -> tuple[Page, ...]:
        return tuple(step.page for step in self.steps if step.is_asked)

    def reaches(self, page: Page) -> bool:
        """Whether every page before this one is answered, and the page itself applies."""
        if page not in self.pages:
            return False
        earlier = takewhile(lambda step: step.page is not page, self.steps)
        return all(step.answered for step in earlier)

    def before(self, page: Page) -> Page | None:
        place = self.pages.index(page)
        return self.pages[place - 1] if place else None

    def after(self, page: Page) -> Page | None:
        later = self.pages[self.pages.index(page) + 1 :]
        return later[0] if later else None

    @cached_property
    def stopping_signs(self) -> tuple[str, ...]:
        """The chosen warning signs that end the questions, once the way there is answered."""
        if not self.reaches(WARNING_SIGNS):
            return ()
        return stopping(self.answers.get("red_flag") or ())


def stopping(signs: Iterable[str]) -> tuple[str, ...]:
    """Those of the warning signs that end the questions."""
    known = vocabulary.guideline().red_flags
    return tuple(sign for sign in signs if sign in known and known[sign].listed in STOPPING_LISTS)


def walk_through(data: dict[str, Any]) -> Walk:
    """`data` is a draft's. What follows a final "not eligible" is left out."""
    steps = _applicable(data.get("pages", {}), data.get("fixed", ()))
    if not _not_eligible(steps):
        return Walk(steps, not_eligible=False)
    last = next(end for end in range(1, len(steps) + 1) if _not_eligible(steps[:end]))
    return Walk(steps[:last], not_eligible=True)


def collect(steps: tuple[Step, ...], part: str) -> dict[str, Any]:
    return {key: answer for step in steps for key, answer in step.part(part).items()}


def _applicable(kept: dict[str, Any], fixed: Collection[str]) -> tuple[Step, ...]:
    steps: list[Step] = []
    so_far: dict[str, Any] = {}
    for page in PAGES:
        if page.applies(so_far) or page.key in fixed:
            form = page.form_class(kept[page.key]) if page.key in kept else None
            step = Step(page, form, page.key in fixed)
            steps.append(step)
            so_far |= step.part("answers")
    return tuple(steps)


def _not_eligible(steps: tuple[Step, ...]) -> bool:
    guideline = vocabulary.guideline()
    answers = Answers.from_dict(collect(steps, "answers"), guideline)
    return "not_eligible" in assess(answers, guideline, vocabulary.policy()).raised
