"""The result on a shared tablet, and how a patient takes it home."""

import pytest
from django.test import Client
from django.utils import timezone

from herbology.outbox import OutgoingMail
from recommendations.links import issue_link
from recommendations.models import Submission
from tests.recommendations.questionnaire.store_mode.test_clearing import CHECK, RESULT, begun, sent

pytestmark = pytest.mark.django_db

COME_BACK = "/questionnaire/come-back/"


def test_result_has_an_address_without_a_secret(shared):
    response = begun(shared).post(CHECK)

    assert response.url == RESULT
    assert Submission.objects.get().reference in shared.get(RESULT).content.decode()


def test_result_is_shown_to_nobody_else(shared):
    sent(shared)

    assert Client().get(RESULT).url == "/questionnaire/"


def test_result_is_no_page_of_ordinary_browsers(client):
    response = sent(client).get(RESULT)

    assert response.url == "/questionnaire/"


def test_code_of_the_result_opens_the_page_at_home(shared):
    code = sent(shared).get(RESULT).context["code"].text

    response = Client().post(COME_BACK, {"code": code})

    assert response.url.startswith("/s/")


def test_code_of_the_result_opens_it_on_the_tablet_without_its_address(shared):
    code = sent(shared).get(RESULT).context["code"].text
    shared.post("/questionnaire/store-mode/clear/")

    response = shared.post(COME_BACK, {"code": code}, follow=True)

    assert response.redirect_chain == [(RESULT, 302)]
    assert Submission.objects.get().reference in response.content.decode()


def test_code_goes_to_the_address_that_was_given_or_another(shared):
    html = sent(shared).get(RESULT).content.decode()
    assert 'value="sam@example.com"' in html

    response = shared.post(RESULT, {"email": "ann@example.com"}, follow=True)

    mail = OutgoingMail.objects.get()
    assert response.redirect_chain == [(RESULT, 302)]
    assert mail.to == "ann@example.com"
    assert shared.get(RESULT).context["code"].text in mail.body
    assert Submission.objects.get().reference not in mail.body


def test_bad_address_is_422_and_keeps_the_result(shared):
    response = sent(shared).post(RESULT, {"email": "sam@"})

    html = response.content.decode()
    assert response.status_code == 422
    assert "Enter an e-mail address like name@example.com." in html
    assert Submission.objects.get().reference in html


def test_address_with_a_secret_does_not_open_on_the_tablet(shared):
    sent(shared)
    secret = issue_link(submission=Submission.objects.get(), at=timezone.now())

    here, at_home = shared.get(f"/s/{secret}/"), Client().get(f"/s/{secret}/")

    assert (here.status_code, at_home.status_code) == (403, 200)
    assert Submission.objects.get().reference not in here.content.decode()
