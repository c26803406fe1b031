"""Whatever is typed into a text field comes back as it was, with a clear answer where it cannot be taken."""

import pytest
from django import forms
from django.urls import reverse

from recommendations.questionnaire.pages import PAGES
from tests.herbology.markup import attribute, elements, text, within
from tests.recommendations.questionnaire.answering import TYPED, fill, url

pytestmark = pytest.mark.django_db

LONG = "ab \N{GRINNING FACE}" * 2500
EMOJI = "\N{GRINNING FACE}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{ROCKET} \N{PILL}"
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT OVERRIDE}جنكة, سارة"
TEXT_FIELDS = [
    (page.key, key)
    for page in PAGES
    for key, field in page.form_class.base_fields.items()
    if isinstance(field, forms.CharField | forms.IntegerField)
]
TOO_LONG = "This is too long. Use at most {limit} characters; you typed 10000."
AGE = "Enter your age in years, like 54."
EMAIL = "Enter an e-mail address like name@example.com."
PHONE = "Enter a phone number with its area code, like 203-555-0112."
ANSWERS = {
    "age": {LONG: [AGE], EMOJI: [AGE], RIGHT_TO_LEFT: [AGE]},
    "medication_other": {LONG: [TOO_LONG.format(limit=500)]},
    "name": {LONG: [TOO_LONG.format(limit=100)]},
    "email": {LONG: [EMAIL, TOO_LONG.format(limit=254)], EMOJI: [EMAIL], RIGHT_TO_LEFT: [EMAIL]},
    "phone": {LONG: [TOO_LONG.format(limit=40)], EMOJI: [PHONE], RIGHT_TO_LEFT: [PHONE]},
}

typing = pytest.mark.parametrize(
    "typed", [LONG, EMOJI, RIGHT_TO_LEFT], ids=["10000-characters", "emoji", "right-to-left"]
)


def shown(response, key):
    """What the control of this name holds, as a browser would show it."""
    html = response.content.decode()
    control = next(e for e in elements(html, "input", "textarea") if attribute(e, "name") == key)
    return attribute(control, "value") if control.name == "input" else text(control)


def errors(response, key):
    found = elements(response.content.decode())
    field = next(each for each in found if attribute(each, "id") == f"id_{key}_error")
    return [text(each).removeprefix("Error: ") for each in within(field, "p")]


def test_every_text_field_is_tried():
    assert sorted(key for _page, key in TEXT_FIELDS) == sorted(ANSWERS)


@typing
@pytest.mark.parametrize(("page", "key"), TEXT_FIELDS)
def test_text_is_taken_or_refused_in_clear_words_and_comes_back(client, page, key, typed):
    fill(client, until=page)
    refused = ANSWERS[key].get(typed)

    response = client.post(url(page), TYPED[page] | {key: typed})
    found = errors(response, key) if refused else None
    shown_page = response if refused else client.get(url(page))

    assert (response.status_code, found) == (422 if refused else 302, refused)
    assert shown(shown_page, key) == typed


@typing
def test_text_for_a_call_is_refused_in_clear_words_and_comes_back(client, typed):
    fill(client, until="feeling", warning_signs={"red_flag": ["chest_pain"]})
    client.post(url("warning-signs"), {"red_flag": ["chest_pain"]})

    response = client.post(reverse("questionnaire:stop"), {"name": typed, "phone": typed})

    assert (response.status_code, errors(response, "phone")) == (422, ANSWERS["phone"][typed])
    assert [shown(response, key) for key in ("name", "phone")] == [typed, typed]


@pytest.mark.parametrize("key", [key for _page, key in TEXT_FIELDS])
def test_no_browser_is_told_to_cut_off_what_is_pasted(key):
    fields = {k: f for page in PAGES for k, f in page.form_class.base_fields.items()}

    assert "maxlength" not in fields[key].widget.attrs
