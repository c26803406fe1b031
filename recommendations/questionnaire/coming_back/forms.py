from django import forms
from django.utils.translation import gettext_lazy, gettext_noop
from django.utils.translation import gettext_lazy as _

from recommendations.questionnaire.fields import EmailField, TextField
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.question import Question

LONGEST = 100


class CodeForm(PageForm):
    code = TextField(
        Question(
            gettext_noop("What is your code?"),
            why="",
            how=gettext_noop(
                "It has 12 letters and digits, in three groups. Capitals, spaces and dashes do not "
                "matter."
            ),
        ),
        missing=gettext_lazy("Enter the code that you wrote down or that we sent you."),
        max_length=LONGEST,
        widget=forms.TextInput(
            attrs={
                "class": "input-20",
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )


class MailForm(PageForm):
    asks_one_question = False
    email = EmailField(
        Question(
            gettext_noop("Your e-mail address"),
            why="",
            how=gettext_noop(
                "The mail holds the code and where to enter it, nothing about your health. We use "
                "the address for this one mail."
            ),
        ),
        missing=_("Enter the e-mail address that we should send the code to."),
        max_length=254,
    )
