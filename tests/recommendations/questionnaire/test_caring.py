"""Answering for somebody else: the words change, the rules do not."""

import pytest
from django.conf import settings
from django.urls import reverse

from recommendations.desk.words import answered_by
from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, assess
from recommendations.models import Submission
from recommendations.questionnaire.walk import walk_through
from tests.recommendations.builders import EMERGENCY, make_submission
from tests.recommendations.questionnaire.answering import TYPED, fill, kept, post, url
from tests.recommendations.questionnaire.store_mode.tablet import counselor

pytestmark = pytest.mark.django_db

CHECK = "/questionnaire/check/"
OTHER = TYPED["start"] | {"answers_for": "other"}
ABOUT_THEM = "Here, “you” is the person who has the spasms."
ABOUT_YOURSELF = "This page is about you, who answer"


def html_of(client, path):
    return client.get(path).content.decode()


def assessed(**pages):
    guideline = load_guideline()
    answers = Answers.from_dict(walk_through(kept(**pages)).answers, guideline)
    return assess(answers, guideline, load_policy(settings.POLICY))


@pytest.mark.parametrize("page", ["where", "warning-signs", "daily-life"])
def test_every_page_says_who_is_meant(client, page):
    fill(client, start=OTHER)

    assert ABOUT_THEM in html_of(client, url(page))


def test_contact_is_about_the_one_who_answers(client):
    fill(client, start=OTHER)

    html = html_of(client, url("contact"))

    assert (ABOUT_YOURSELF in html, ABOUT_THEM in html) == (True, False)


@pytest.mark.parametrize("page", ["/questionnaire/", url("where"), url("contact"), CHECK])
def test_who_answers_for_themselves_reads_nothing_of_it(client, page):
    fill(client)

    html = html_of(client, page)

    assert (ABOUT_THEM in html, ABOUT_YOURSELF in html) == (False, False)


def test_check_and_result_say_who_is_meant(client):
    fill(client, start=OTHER)

    checked = html_of(client, CHECK)
    shown = client.post(CHECK, follow=True).content.decode()

    assert ABOUT_THEM in checked
    assert ABOUT_THEM in shown


def test_care_page_says_who_is_meant_after_what_to_do(client):
    fill(client, until="warning-signs", start=OTHER)
    post(client, "warning-signs", **EMERGENCY["warning_signs"])

    html = html_of(client, "/questionnaire/stop/")

    assert html.index("tel:911") < html.index(ABOUT_THEM)


@pytest.mark.parametrize("pages", [{}, EMERGENCY, {"medicines": {"medication_class": ["opioid"]}}])
def test_no_rule_knows_who_answers(pages):
    assert assessed(start=OTHER, **pages) == assessed(**pages)


def test_answer_is_none_of_the_engine_s(client):
    fill(client, start=OTHER)

    client.post(CHECK)

    assert "answers_for" not in Submission.objects.get().answers


def test_minor_is_refused_whoever_answers(client):
    response = post(client, "start", answers_for="other", age="12")

    assert response.url == CHECK
    assert "We cannot suggest a product for you" in html_of(client, CHECK)


def test_consent_of_the_other_person_is_named(client):
    html = html_of(client, url("start"))

    assert "They must know and agree." in html
    assert "They must know and agree." in html


@pytest.mark.parametrize("value", ["", "both", "\x00"])
def test_who_they_are_about_has_to_be_said(client, value):
    response = post(client, "start", answers_for=value)

    assert response.status_code == 422


def desk_page(client, submission):
    client.force_login(counselor())
    return html_of(client, reverse("admin:recommendations_submission_change", args=[submission.pk]))


def test_counselor_sees_it_on_the_desk_and_in_the_transcript(client):
    fill(client, start=OTHER)
    client.post(CHECK)

    html = desk_page(client, Submission.objects.get())

    assert "<dd>somebody else, for the patient</dd>" in html
    assert "Somebody else: I answer for them" in html


def test_submission_from_before_the_question_is_the_patient_s():
    assert answered_by(make_submission()) == "the patient"
