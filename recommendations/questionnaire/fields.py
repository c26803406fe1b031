"""Form fields that ask a question, and the kinds that are typed; choices.py has the kinds that are chosen.

A field cleans what was given into plain JSON, which the draft keeps as it is. It also knows what that
means to the engine (to_answer) and to people (in_words).
"""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.questionnaire.question import Question
from recommendations.questionnaire.vocabulary import Words

UNFIT_TEXT = {
    "max_length": _(
        "This is too long. Use at most %(limit_value)d characters; you typed %(show_value)d."
    ),
    "null_characters_not_allowed": _("Some characters cannot be saved. Please type it again."),
}


class Asked:
    """A form field that asks a Question; `part` says where its answer goes."""

    part = "answers"
    label_is_heading = False

    def __init__(
        self, question: Question, *, missing: Words = "", part: str = "", **options: Any
    ) -> None:
        self.question = question
        self.part = part or self.part
        self.why = gettext_lazy(question.why)
        options["label"] = gettext_lazy(question.text)
        options["help_text"] = gettext_lazy(question.how) if question.how else ""
        options["error_messages"] = UNFIT_TEXT | ({"required": missing} if missing else {})
        super().__init__(**options)

    def to_answer(self, value: Any) -> Any:
        return value

    def in_words(self, value: Any) -> list[str]:
        return [] if value in (None, "") else [str(value)]

    def wording(self) -> list[str]:
        """Every word this question offers as an answer."""
        return []


class AgeField(Asked, forms.IntegerField):
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "input-3"})
    default_error_messages = {"invalid": _("Enter your age in years, like 54.")}

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(question, missing=_("Enter your age in years, like 54."), **options)
        self.validators = [_between_0_and_120]


def _between_0_and_120(age: int) -> None:
    if not 0 <= age <= 120:
        raise ValidationError(_("Enter an age from 0 to 120."))


class AgreeField(Asked, forms.BooleanField):
    part = "consent"

    def in_words(self, value: Any) -> list[str]:
        return [gettext("Yes")]


class Typed(Asked):
    """Free text, in whatever script it is written."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # A browser that knows the limit cuts off what is pasted, without a word: we say it instead.
        attributes = {**super().widget_attrs(widget), "dir": "auto"}  # type: ignore[misc]
        return {name: value for name, value in attributes.items() if name != "maxlength"}

    def to_answer(self, value: str) -> str | None:
        return value or None


class TextField(Typed, forms.CharField):
    pass


class PhoneField(TextField):
    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "class": "input-20"})
    default_error_messages = {
        "invalid": _("Enter a phone number with its area code, like 203-555-0112.")
    }

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(question, max_length=40, **options)

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        digits = re.sub(r"[\s().+\-/]|(ext|x)", "", number.lower())
        if number and not re.fullmatch(r"[0-9]{7,20}", digits):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return number


class EmailField(Typed, forms.EmailField):
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    default_error_messages = {"invalid": _("Enter an e-mail address like name@example.com.")}
