"""The language switch of a page with questions: what is typed stays, the place stays, nothing is handed in."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from recommendations.models import Draft, Submission
from recommendations.questionnaire.store_mode import device
from tests.herbology.markup import attribute, elements
from tests.recommendations.questionnaire.answering import fill, post, url
from tests.recommendations.questionnaire.test_asking import Controls

pytestmark = pytest.mark.django_db

CHECK = "/questionnaire/check/"


def language_of(response):
    (html,) = elements(response.content.decode(), "html")
    return attribute(html, "lang")


def buttons(response):
    """Of the questions' form, in the order of the page: (name, value)."""
    return [
        (attribute(found, "name"), attribute(found, "value"))
        for found in elements(response.content.decode(), "button")
        if attribute(found, "form") == "questions"
    ]


def test_switch_keeps_the_page_and_what_was_chosen(client):
    fill(client, until="where")

    switched = post(client, "where", lang="es", spasm_location=["neck"])
    page = client.get(switched.url)

    assert (switched.status_code, switched.url) == (302, url("where"))
    assert language_of(page) == "es"
    assert Controls(page).values == {"spasm_location": ["neck"]}


def test_switch_keeps_half_an_answer_and_does_not_judge_it(client):
    fill(client, until="contact")

    switched = post(client, "contact", lang="es", email="sam@", name="María")
    page = client.get(switched.url)

    assert (page.status_code, "error-summary" in page.content.decode()) == (200, False)
    assert Controls(page).values == {"name": "María", "reach_by": ["email"], "email": "sam@"}


def test_switch_keeps_the_way_back_to_check_your_answers(client):
    fill(client)

    switched = post(client, "feeling", query="?return=check&lang=en", lang="es")

    assert switched.url == f"{url('feeling')}?return=check"


def test_switch_before_consent_keeps_what_was_typed_on_the_page_alone(client):
    page = post(client, "start", lang="es", age="54")

    assert (page.status_code, language_of(page)) == (200, "es")
    assert Controls(page).values == {"answers_for": ["self"], "consent": ["on"], "age": "54"}
    assert not Draft.objects.exists()


def test_switch_hands_nothing_in_though_a_warning_sign_is_ticked(client):
    """Whoever cannot read the list yet has not answered it."""
    fill(client, until="warning-signs")

    switched = post(client, "warning-signs", lang="es", red_flag=["chest_pain"])

    assert switched.url == url("warning-signs")
    assert not Submission.objects.exists()


def test_enter_in_a_text_field_never_switches(client):
    fill(client, until="contact")

    assert buttons(client.get(url("contact"))) == [(None, None), ("lang", "es"), ("back", "1")]


def test_submission_is_in_the_language_it_was_sent_from(client):
    fill(client)
    client.get(f"{CHECK}?lang=es")

    client.post(CHECK)
    submission = Submission.objects.get()

    assert submission.language == "es"
    answers = {each["key"]: each["answer"] for each in submission.transcript}

    assert answers["spasm_location"] == ["Parte baja de la espalda", "Pantorrilla"]


def test_care_page_switch_keeps_the_number_that_was_typed(client):
    fill(client, until="warning-signs")
    post(client, "warning-signs", red_flag=["chest_pain"])

    page = client.post(reverse("questionnaire:stop"), {"phone": "203-555-0112", "lang": "es"})

    assert (page.status_code, language_of(page)) == (200, "es")
    assert Controls(page).values == {"phone": "203-555-0112"}
    assert Submission.objects.get().call_requested_at is None


def test_shared_tablet_forgets_the_language_with_everything_else(client, settings):
    client.get("/?lang=es")
    set_up = HttpResponse()
    device.mark(set_up, "elm-street")
    client.cookies.update(set_up.cookies)

    client.post(reverse("questionnaire:store-clear"))

    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == ""
    assert language_of(client.get("/")) == "en"
