import pytest
from django.urls import reverse

from recommendations.models import Draft, Submission
from tests.recommendations.builders import EMERGENCY, NOW, SEDATED, correct, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def press(client, submitted):
    return client.post(reverse("patient:correct", args=[submitted.secret]))


def draft():
    return Draft.objects.get(submitted_at=None)


def test_correcting_fills_in_the_answers_but_for_the_warning_signs(client):
    submitted = hand_in(**SEDATED)

    response = press(client, submitted)

    pages = draft().data["pages"]
    assert response["Location"] == "/questionnaire/warning-signs/?return=check"
    assert pages == {
        key: typed for key, typed in submitted.submission.pages.items() if key != "warning-signs"
    }
    assert draft().follows == submitted.submission.reference


def test_corrected_answers_are_handed_in_as_a_new_submission(client):
    submitted = hand_in(**SEDATED)

    warnings = press(client, submitted)["Location"]
    checking = client.post(warnings, {"red_flag": ["none"]})["Location"]
    page = client.get(checking).content.decode()
    done = client.post(checking)

    newest = Submission.objects.latest("pk")
    assert checking == reverse("questionnaire:check")
    assert f"the answers that you sent as {submitted.submission.reference}" in page
    assert (done.status_code, newest.follows) == (302, submitted.submission)
    assert Submission.objects.get(pk=submitted.submission.pk).answers == newest.answers


def test_warning_sign_that_came_since_ends_the_questions(client):
    warnings = press(client, hand_in(**SEDATED))["Location"]

    response = client.post(warnings, {"red_flag": ["saddle_numbness"]})

    assert response["Location"] == reverse("questionnaire:stop")
    assert Submission.objects.latest("pk").disposition == "emergency"


def test_answers_that_ended_at_a_warning_sign_are_corrected_from_there(client):
    response = press(client, hand_in(**EMERGENCY))

    assert response["Location"].startswith("/questionnaire/warning-signs/")


def test_correcting_again_goes_on_where_it_was_left(client):
    submitted = hand_in(**SEDATED)
    client.post(press(client, submitted)["Location"], {"red_flag": ["none"]})

    response = press(client, submitted)

    assert response["Location"] == "/questionnaire/check/"
    assert Draft.objects.filter(submitted_at=None).count() == 1


def test_terms_that_have_changed_are_agreed_to_again(client):
    submitted = hand_in(**SEDATED)
    Submission.objects.update(consent_version="0")

    response = press(client, submitted)

    assert response["Location"].startswith("/questionnaire/?")
    assert draft().data["pages"]["start"] == {"answers_for": "self", "age": "54"}


def test_answers_that_were_not_kept_page_by_page_are_asked_again(client):
    submitted = hand_in(**SEDATED)
    Submission.objects.update(pages=None)

    response = press(client, submitted)
    page = client.get(response["Location"]).content.decode()

    assert "We cannot fill in what you told us before" in page
    assert draft().follows == submitted.submission.reference


def test_old_page_corrects_the_newest_answers(client):
    submitted = hand_in(**SEDATED)
    newest = correct(submitted.submission, **SEDATED).submission

    press(client, submitted)

    assert draft().follows == newest.reference


def test_answers_taken_back_are_not_corrected(client):
    submitted = hand_in(**SEDATED)
    Submission.objects.update(withdrawn_at=NOW)

    response = press(client, submitted)

    assert response["Location"] == reverse("patient:result", args=[submitted.secret])
    assert not Draft.objects.filter(submitted_at=None).exists()
