"""A counselor's statement on one page of the questionnaire: the patient cleared up an answer."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from recommendations import reassess
from recommendations.conclusions import pages_behind
from recommendations.desk.forms import DeedForm, note_field, seen_field
from recommendations.models import Statement, Submission
from recommendations.questionnaire.fields import Asked
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.pages import PAGES, Page

ANSWERS = "answers"


class SaidForm(DeedForm):
    """How it was cleared up; the questions themselves are a form of the questionnaire."""

    note = note_field(
        _("How it was cleared up, and with whom"),
        _("Such as: on the telephone; the patient read the names on the packs to me."),
        required=True,
    )
    seen = seen_field()


def statable_pages() -> dict[str, Page]:
    """The pages whose answers the guideline reads, by key."""
    return {page.key: page for page in PAGES if asked_on(page.form_class())}


def asked_on(form: PageForm) -> dict[str, Asked]:
    return {key: field for key, field in form.asked.items() if field.part == ANSWERS}


def page_form(page: Page, data: Mapping[str, Any] | None, submission: Submission) -> PageForm:
    """Its questions about answers only, as the patient last gave them."""
    kept = pages_behind(submission).get(page.key) if data is None else None
    form = page.form_class(data, initial=kept)
    for key in set(form.fields) - set(asked_on(form)):
        del form.fields[key]
    return form


def state(
    *,
    submission: Submission,
    page: Page,
    answered: PageForm,
    note: str,
    by: User,
    at: datetime,
    seen: str = "",
) -> Statement:
    """`answered` is valid. Raises DeskError."""
    values = answered.cleaned_data
    return reassess.state(
        submission=submission,
        changes={key: field.to_answer(values[key]) for key, field in asked_on(answered).items()},
        pages={page.key: pages_behind(submission).get(page.key, {}) | values},
        said=[
            {"question": field.question.text, "answer": field.in_words(values[key])}
            for key, field in asked_on(answered).items()
        ],
        note=note,
        by=by,
        at=at,
        seen=seen,
    )
