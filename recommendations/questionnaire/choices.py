"""The kinds of question that offer answers. Values and words come from the guideline as the form is shown."""

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.questionnaire import vocabulary
from recommendations.questionnaire.fields import Asked
from recommendations.questionnaire.groups import Group
from recommendations.questionnaire.question import Question
from recommendations.questionnaire.vocabulary import NONE, NOT_SURE, NOTHING, Words, flat

UNKNOWN_CHOICE = _("Choose from the answers on this page.")


class Radio(Asked, forms.ChoiceField):
    widget = forms.RadioSelect

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(question, **options)
        self.error_messages["invalid_choice"] = UNKNOWN_CHOICE

    def in_words(self, value: str) -> list[str]:
        return [str(label) for choice, label in flat(self.choices) if value and choice == value]

    def wording(self) -> list[str]:
        return [str(label) for _choice, label in flat(self.choices)]


class OneOf(Radio):
    """One of the guideline's values for this key."""

    def __init__(self, question: Question, key: str, **options: Any) -> None:
        self.key = key
        super().__init__(question, choices=partial(vocabulary.choices, key), **options)

    @property
    def choice_hints(self) -> dict[str, str]:
        return vocabulary.hints(self.key)

    def wording(self) -> list[str]:
        return [*super().wording(), *self.choice_hints.values()]


class Rating(OneOf):
    """One of the guideline's numbers for this key."""

    def to_answer(self, value: str) -> int:
        return int(value)


class Scale(Radio):
    """A row of the guideline's numbers for this key, with words at both ends only."""

    is_scale = True

    def __init__(self, question: Question, key: str, **options: Any) -> None:
        self.key = key
        super().__init__(question, choices=partial(vocabulary.numbers, key), **options)

    @property
    def scale_low(self) -> str:
        return self._end(vocabulary.values(self.key)[0])

    @property
    def scale_high(self) -> str:
        return self._end(vocabulary.values(self.key)[-1])

    def _end(self, number: str) -> str:
        """With its number: where the row of numbers breaks, the words stand beside neither end."""
        return f"{number}: {vocabulary.label(self.key, number)}"

    def to_answer(self, value: str) -> int:
        return int(value)


class YesNo(Radio):
    """`unsure` offers a third answer, which the engine takes as not answered, never as a no."""

    meanings = {"yes": True, "no": False, NOT_SURE: None}

    def __init__(self, question: Question, *, unsure: Words = "", **options: Any) -> None:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        third = [(NOT_SURE, unsure)] if unsure else []
        super().__init__(question, choices=choices + third, **options)

    def to_answer(self, value: str) -> bool | None:
        return self.meanings[value]


class SeveralOf(Asked, forms.MultipleChoiceField):
    """Any of the guideline's values for this key, under headings.

    `none` offers an answer that cannot be combined and becomes the empty list: having none of these
    is said, never assumed. `alone` names a value of the guideline that already says so. `nothing` says
    the same before the list, in words that leave out none of it, to those who need not go through it.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        question: Question,
        key: str,
        *,
        groups: tuple[Group, ...] = (),
        none: Words = "",
        alone: str = "",
        nothing: Words = "",
        nothing_hint: Words = "",
        **options: Any,
    ) -> None:
        self.key = key
        self.groups = groups
        self.alone = alone or (NONE if none else "")
        self.nothing_hint = nothing_hint
        super().__init__(
            question, choices=partial(vocabulary.grouped, key, groups, none, nothing), **options
        )
        self.or_before = self.alone
        self.or_after = NOTHING if nothing else ""
        self.error_messages["invalid_choice"] = UNKNOWN_CHOICE

    @property
    def choice_hints(self) -> dict[str, Words]:
        first = {NOTHING: self.nothing_hint} if self.nothing_hint else {}
        return {**first, **vocabulary.hints(self.key)}

    def clean(self, value: Any) -> list[str]:
        chosen = list(dict.fromkeys(super().clean(value)))
        alone = next((each for each in chosen if each in (self.alone, NOTHING)), "")
        if alone and len(chosen) > 1:
            raise ValidationError(
                _(
                    "“%(none)s” cannot be chosen together with another answer. Take one of them off."
                ),
                params={"none": self.in_words([alone])[0]},
            )
        return chosen

    def to_answer(self, value: list[str]) -> list[str]:
        said = [self.alone] if value == [NOTHING] else value
        return [] if said == [NONE] else said

    def in_words(self, value: list[str]) -> list[str]:
        labels = dict(flat(self.choices))
        return [str(labels[choice]) for choice in value]

    def wording(self) -> list[str]:
        headings = [title for title, _members in self.groups]
        labels = [str(label) for _choice, label in flat(self.choices)]
        return [*headings, *labels, *map(str, self.choice_hints.values())]
