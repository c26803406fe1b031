"""Who answers: consent and age at the start, how to be reached at the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from recommendations.questionnaire.choices import Radio
from recommendations.questionnaire.fields import (
    AgeField,
    AgreeField,
    EmailField,
    PhoneField,
    TextField,
)
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.question import Question

NAME = forms.TextInput(attrs={"autocomplete": "name", "class": "input-20"})


SELF, OTHER = "self", "other"
ANSWERS_FOR = [
    (SELF, gettext_lazy("Me")),
    (OTHER, gettext_lazy("Somebody else: I answer for them")),
]


class AnswersForField(Radio):
    """No answer of the engine's: who types changes no rule."""

    part = "consent"
    choice_hints = {
        OTHER: gettext_lazy(
            "They must know and agree. If they cannot decide this, somebody who may decide for them "
            "by law must agree."
        )
    }

    def wording(self) -> list[str]:
        return [*super().wording(), *map(str, self.choice_hints.values())]


class StartForm(PageForm):
    answers_for = AnswersForField(
        Question(
            _("Who is this about?"),
            why=_("A Patient Counselor should know with whom they talk."),
        ),
        choices=ANSWERS_FOR,
        missing=gettext_lazy("Select whether you answer for yourself or for somebody else."),
    )
    consent = AgreeField(
        Question(
            _("I agree. Save these answers and let a Patient Counselor read them."),
            why=_("Without your agreement we may not keep anything you tell us."),
        ),
        missing=gettext_lazy("Tick the box if you agree. Without it we cannot go on."),
    )
    age = AgeField(
        Question(
            _("How old are you?"),
            why=_("The law and safe starting amounts depend on age."),
            how=_("In whole years, of the one with the spasms."),
        )
    )


REACH_BY = [
    ("email", gettext_lazy("By e-mail")),
    ("phone", gettext_lazy("By phone")),
    ("none", gettext_lazy("Please do not contact me. I will look at my own page.")),
]
REACH_NEEDS = {
    "email": gettext_lazy("Enter your e-mail address so that we can write to you."),
    "phone": gettext_lazy("Enter your phone number so that we can call you."),
}


class ReachByField(Radio):
    part = "contact"

    def __init__(self, question: Question, **options: Any) -> None:
        super().__init__(question, choices=REACH_BY, **options)

    def to_answer(self, value: str) -> str | None:
        return value or None


class ContactForm(PageForm):
    name = TextField(
        Question(
            _("What should we call you?"),
            why=_("So that a counselor can greet you. It need not be your real name."),
        ),
        part="contact",
        required=False,
        max_length=100,
        widget=NAME,
    )
    reach_by = ReachByField(
        Question(
            _("How may a counselor reach you with a question or an answer?"),
            why=_("Some results wait until a Patient Counselor has looked at them."),
        ),
        required=False,
    )
    email = EmailField(
        Question(
            _("E-mail address"),
            why=_("Only to tell you that there is something to read. No health details, no ads."),
        ),
        part="contact",
        required=False,
        max_length=254,
    )
    phone = PhoneField(
        Question(_("Phone number"), why=_("Only for a counselor to call you about your answers.")),
        part="contact",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wanted = cleaned.get("reach_by")
        if wanted in REACH_NEEDS and wanted not in self.errors and not cleaned.get(wanted):
            self.add_error(wanted, REACH_NEEDS[wanted])
        return cleaned


class CallForm(PageForm):
    """After a warning sign, once the instruction has been read: a wish to be called."""

    name = TextField(
        Question(_("Your name"), why=_("So that we ask for the right person.")),
        required=False,
        max_length=100,
        widget=NAME,
    )
    phone = PhoneField(
        Question(_("Phone number"), why=_("So that a Patient Counselor can call you.")),
        missing=gettext_lazy("Enter the phone number we should call."),
    )
