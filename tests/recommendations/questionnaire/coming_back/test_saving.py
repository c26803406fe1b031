"""Save and finish later, from the page that is open, and what happens to the answers then."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from herbology.outbox import OutgoingMail
from recommendations.models import ComeBackCode, Draft, Submission
from recommendations.questionnaire import drafts
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Opens
from tests.recommendations.questionnaire.answering import fill, post, url

pytestmark = pytest.mark.django_db

SAVE, MAIL, CHECK = "/questionnaire/save/", "/questionnaire/save/mail/", "/questionnaire/check/"
BUTTON = "Save and finish later"


def code_of(client):
    return client.get(SAVE).context["code"].text


def days_later(days, **changes):
    """As if the answers had lain there for so long; their code, too."""
    at = timezone.now() - timedelta(days=days)
    Draft.objects.update(updated_at=at, **changes)
    ComeBackCode.objects.update(made_at=at, expires_at=at + codes.LIFETIME)


@pytest.mark.parametrize("page", ["where", "warning-signs", "contact"])
def test_every_page_offers_to_save_once_there_are_answers(client, page):
    fill(client, until=page)

    assert BUTTON in client.get(url(page)).content.decode()


def test_start_page_offers_nothing_to_save_before_anything_is_agreed_to(client):
    assert BUTTON not in client.get(url("start")).content.decode()


def test_saving_keeps_the_page_and_shows_a_code(client):
    fill(client, until="medicines")

    response = post(client, "medicines", later="1", medication_other="ginkgo")

    assert response.url == SAVE
    assert Draft.objects.get().data["pages"]["medicines"]["medication_other"] == "ginkgo"
    assert codes.find(code_of(client), at=timezone.now()).draft_id == Draft.objects.get().pk


def test_half_a_page_is_kept_as_it_was_typed(client):
    fill(client, until="contact")

    response = client.post(url("contact"), {"later": "1", "name": "Sam", "email": "sam@"})

    assert response.url == SAVE
    assert 'value="sam@"' in client.get(url("contact")).content.decode()


def test_check_page_saves_too(client):
    fill(client)

    assert BUTTON in client.get(CHECK).content.decode()
    assert client.post(SAVE).url == SAVE


def test_saving_again_shows_the_same_code_for_longer(client):
    fill(client, until="feeling")
    client.post(SAVE)
    code = code_of(client)
    days_later(3)
    Draft.objects.update(updated_at=timezone.now())

    client.post(SAVE)

    assert code_of(client) == code
    assert client.get(SAVE).context["code"].expires_at > timezone.now() + timedelta(days=13)


def test_warning_sign_is_never_saved_for_later(client):
    fill(client, until="warning-signs")

    response = post(client, "warning-signs", later="1", red_flag=["chest_pain"])

    assert response.url == "/questionnaire/stop/"
    assert Submission.objects.get().disposition == "emergency"


def test_unclear_warning_signs_are_settled_before_one_leaves(client):
    fill(client, until="warning-signs")

    unclear = post(client, "warning-signs", later="1", red_flag=["none", "chest_pain"])
    blank = client.post(url("warning-signs"), {"later": "1"})

    assert unclear.status_code == 422
    assert blank.url == SAVE


@pytest.mark.parametrize("path", [SAVE, MAIL])
def test_saving_without_answers_sends_to_the_start(client, path):
    assert client.post(path, {"email": "sam@example.com"}).url == url("start")


def test_page_of_a_code_that_was_not_asked_for_leads_on(client):
    fill(client, until="feeling")

    assert client.get(SAVE).url == url("feeling")


def test_sent_answers_cannot_be_saved(client):
    fill(client)
    client.post(CHECK)

    assert client.post(SAVE).url == url("start")
    assert ComeBackCode.objects.count() == 0


def test_closing_keeps_the_answers_and_leaves_none_in_the_browser(client):
    fill(client, until="feeling")
    client.post(SAVE)

    response = client.post("/questionnaire/save/close/")

    assert response.url == "/questionnaire/come-back/"
    assert client.get(url("feeling")).url == url("start")
    assert Draft.objects.count() == 1


def test_saved_answers_are_left_alone_as_long_as_their_code_works(client):
    fill(client, until="feeling")
    client.post(SAVE)

    days_later(13.99)
    drafts.delete_stale(at=timezone.now())
    assert Draft.objects.count() == 1

    days_later(14.01)
    drafts.delete_stale(at=timezone.now())
    assert (Draft.objects.count(), ComeBackCode.objects.count()) == (0, 0)


def test_saved_answers_need_their_code_once_a_day_has_passed(client):
    fill(client, until="feeling")
    client.post(SAVE)
    days_later(1.01)

    assert client.get(url("feeling")).url == url("start")
    assert Draft.objects.count() == 1


def test_start_again_deletes_saved_answers_and_their_code(client):
    fill(client, until="feeling")
    client.post(SAVE)

    client.post(reverse("questionnaire:again"))

    assert (Draft.objects.count(), ComeBackCode.objects.count()) == (0, 0)


def test_sent_draft_is_deleted_after_a_day_although_it_was_saved(client):
    fill(client)
    client.post(SAVE)
    client.post(CHECK)
    days_later(1.01)

    drafts.delete_stale(at=timezone.now())

    assert (Draft.objects.count(), ComeBackCode.objects.count()) == (0, 1)


def test_mail_holds_the_code_and_where_to_enter_it_and_no_answer(client):
    fill(client, until="medicines")
    post(client, "medicines", later="1", medication_other="ginkgo")

    response = client.post(MAIL, {"email": "sam@example.com"}, follow=True)

    mail = OutgoingMail.objects.get()
    assert "on its way to sam@example.com" in response.content.decode()
    assert (mail.to, mail.subject) == ("sam@example.com", "Your code from Herbology")
    assert code_of(client) in mail.body
    assert "http://testserver/questionnaire/come-back/" in mail.body
    assert "ginkgo" not in mail.body
    assert "@" not in mail.key


def test_address_stands_in_the_outbox_alone(client):
    fill(client, until="medicines")
    client.post(SAVE)

    client.post(MAIL, {"email": "sam@example.com"})

    assert "sam@example.com" not in str(Draft.objects.get().data)
    assert "sam@example.com" not in str(dict(client.session.items()))


def test_same_mail_asked_for_twice_is_one(client):
    fill(client, until="medicines")
    client.post(SAVE)

    for _time in range(2):
        client.post(MAIL, {"email": "sam@example.com"})

    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("typed", ["", "sam@", "a@b.example\nBcc: c@d.example", "x" * 10_000])
def test_bad_address_is_422_and_keeps_the_code_and_what_was_typed(client, typed):
    fill(client, until="medicines")
    client.post(SAVE)

    response = client.post(MAIL, {"email": typed})

    assert response.status_code == 422
    assert response.context["code"].text in response.content.decode()
    assert response.context["form"]["email"].value() == typed
    assert OutgoingMail.objects.count() == 0


def test_one_mailbox_gets_no_more_than_three_mails_a_day(client):
    answers = []
    for _visitor in range(4):
        client.post(reverse("questionnaire:again"))
        fill(client, until="feeling")
        client.post(SAVE)
        answers.append(client.post(MAIL, {"email": "Sam@example.com"}))

    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]
    assert "Too many mails were asked for." in answers[-1].content.decode()
    assert OutgoingMail.objects.count() == 3


def test_code_of_a_result_is_none_of_the_draft_s(client):
    fill(client, until="feeling")
    codes.give(Draft.objects.get().pk, Opens.RESULT, at=timezone.now())

    assert client.get(SAVE).url == url("feeling")
