"""The patient's own page beside the result: messages, newer answers, taking them back."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from products.models import Batch
from recommendations.links import open_link
from recommendations.message_field import LONGEST
from recommendations.models import AccessLink, DeskEvent, Message, Submission
from recommendations.patient.replying import MOST_A_DAY
from tests.herbology.markup import elements, has_class
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, EMERGENCY, NOW, SEDATED, correct, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

HOUR = timedelta(hours=1)


@pytest.fixture
def submitted():
    return hand_in(**SEDATED)


@pytest.fixture
def robin():
    return User.objects.create_user("rob77", first_name="Robin", last_name="Example")


def url(submitted, page="result"):
    return reverse(f"patient:{page}", args=[submitted.secret])


def words(response):
    return " ".join(response.content.decode().split())


def write(client, submitted, text="Thank you.", shown=0):
    return client.post(url(submitted, "reply"), {"text": text, "shown": shown})


def said(submitted, text, at=NOW, by=None):
    return Message.objects.create(submission=submitted.submission, text=text, at=at, by=by)


def test_thread_says_who_and_when_oldest_first_and_no_more_of_staff(client, submitted, robin):
    said(submitted, "May I eat it?", at=NOW + HOUR)
    said(submitted, "Take it <b>later</b>.\nNot now.", by=robin)

    response = client.get(url(submitted))

    assert [(each.who, each.at, each.text) for each in response.context["thread"]] == [
        ("Robin, Patient Counselor", NOW, "Take it <b>later</b>.\nNot now."),
        ("You", NOW + HOUR, "May I eat it?"),
    ]
    page = words(response)
    assert "Take it &lt;b&gt;later&lt;/b&gt;.<br>Not now." in page
    assert [name for name in ("Example", "rob77") if name in page] == []


def test_what_happens_now_stands_first_until_a_counselor_has_written(client, submitted, robin):
    said(submitted, "May I eat it?")
    asked = words(client.get(url(submitted)))
    said(submitted, "Yes.", by=robin)
    answered = words(client.get(url(submitted)))

    assert asked.index('id="now"') < asked.index('id="messages"')
    assert answered.index('id="messages"') < answered.index('id="now"')


def test_counselor_without_a_first_name_is_the_patient_counselor(client, submitted):
    said(submitted, "Hello.", by=User.objects.create_user("x9"))

    assert client.get(url(submitted)).context["thread"][0].who == "Patient Counselor"


def test_reply_is_sent_and_stands_in_the_thread(client, submitted):
    response = write(client, submitted, "  It went\r\nwell. ")

    assert response["Location"] == f"{url(submitted)}#messages"
    page = words(client.get(url(submitted)))
    assert "Your message is sent." in page
    assert "<p>It went<br>well.</p>" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  \n ", "Write your message first."),
        ("x" * (LONGEST + 1), "This is too long. Use at most 4000 characters; you typed 4001."),
    ],
)
def test_reply_that_cannot_be_sent_is_told_why_and_keeps_the_text(client, submitted, text, told):
    response = write(client, submitted, text)

    assert (response.status_code, Message.objects.count()) == (422, 0)
    assert told in words(response)
    assert response.context["form"]["text"].value() == text


def test_one_reply_too_many_today_keeps_the_text_and_says_when(client, submitted):
    for number in range(MOST_A_DAY):
        said(submitted, str(number))

    response = write(client, submitted, "One more.", shown=MOST_A_DAY)

    assert (response.status_code, Message.objects.count()) == (429, MOST_A_DAY)
    assert "You have sent 20 messages in 24 hours" in words(response)
    assert response.context["form"]["text"].value() == "One more."


def test_address_of_the_form_leads_back_to_the_page(client, submitted):
    assert client.get(url(submitted, "reply"))["Location"] == url(submitted)


def test_reply_by_a_link_that_no_longer_opens_shows_the_text_to_copy(client, submitted):
    AccessLink.objects.update(revoked_at=NOW)

    response = write(client, submitted, "It hurts more.")

    assert response.status_code == 404
    assert "It hurts more.</textarea>" in words(response)


def test_old_page_shows_no_result_but_the_way_to_the_newer_answers(client, submitted):
    make.batch(make.product("cream", name="Plain cream"))
    old = hand_in(**BACK_STRAIN)
    said(old, "Take it later.", by=User.objects.create_user("robin"))
    newest = correct(old.submission, **SEDATED).submission

    response = client.get(url(old))
    onward = client.post(url(old, "newer"))

    page = words(response)
    assert "You sent them on Nov. 22, 2026" in page
    assert "Take it later." in page
    assert [text for text in ("Plain cream", "What fits your answers") if text in page] == []
    secret = onward["Location"].split("/")[2]
    assert open_link(secret, at=NOW).submission == newest


def test_new_page_shows_the_earlier_messages(client, submitted, robin):
    said(submitted, "Take it later.", by=robin)
    newest = correct(submitted.submission, **SEDATED)

    thread = client.get(url(newest)).context["thread"]

    assert [(each.text, each.about) for each in thread] == [
        ("Take it later.", submitted.submission.reference)
    ]


def test_old_page_shows_the_help_that_the_newest_answers_call_for(client, submitted):
    correct(submitted.submission, **EMERGENCY)

    page = client.get(url(submitted)).content.decode()

    care = [each for each in elements(page, "section") if has_class(each, "care-emergency")]
    assert (len(care), len(elements(page, "h1"))) == (1, 1)


def test_old_page_still_says_that_a_batch_was_recalled(client):
    batch = make.batch(make.product("cream"), number="CR-1")
    old = hand_in(**BACK_STRAIN)
    correct(old.submission, **SEDATED)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.RECALLED)

    page = words(client.get(url(old)))

    assert "CR-1" in page
    assert "If you have it, do not use it." in page


def test_newest_page_tells_of_a_recall_of_what_earlier_answers_showed(client):
    batch = make.batch(make.product("cream"), number="CR-1")
    newest = correct(hand_in(**BACK_STRAIN).submission, **SEDATED)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.RECALLED)

    page = client.get(url(newest)).context["page"]

    assert [each.batch for each in page.recalls] == ["CR-1"]


def test_newest_page_has_nowhere_newer_to_go(client, submitted):
    links = AccessLink.objects.count()

    response = client.post(url(submitted, "newer"))

    assert (response["Location"], AccessLink.objects.count()) == (url(submitted), links)


def test_taking_answers_back_asks_first(client, submitted):
    asking = words(client.get(url(submitted, "withdraw")))
    before = Submission.objects.get().withdrawn_at
    done = client.post(url(submitted, "withdraw"))

    assert "It cannot be undone." in asking
    assert (before, Submission.objects.get().withdrawn_at) == (None, NOW)
    assert done["Location"] == url(submitted)


def test_page_of_answers_taken_back_says_so_and_takes_no_message(client, submitted):
    said(submitted, "Take it later.", by=User.objects.create_user("robin"))
    client.post(url(submitted, "withdraw"))

    page = words(client.get(url(submitted)))
    late = write(client, submitted, "One more thing.", shown=1)

    assert "You did this on Nov. 22, 2026." in page
    assert url(submitted, "data") in page
    assert "Take it later." in page
    assert 'name="text"' not in page
    assert late.status_code == 422
    assert "nobody reads this any more" in words(late)
    assert "One more thing.</textarea>" in words(late)


@pytest.mark.parametrize("page", ["correct", "newer", "keep", "let_go"])
def test_address_of_a_button_leads_back_to_the_page(client, submitted, page):
    response = client.get(url(submitted, page))

    assert (response.status_code, response["Location"]) == (302, url(submitted))
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("page", ["result", "reply", "correct", "newer", "withdraw"])
def test_every_answer_is_private(client, submitted, page):
    ask = client.get if page in ("result", "withdraw") else client.post

    headers = ask(url(submitted, page)).headers

    assert headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert headers["X-Robots-Tag"] == "noindex, nofollow"
    assert headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("page", ["reply", "correct", "newer", "withdraw"])
def test_no_form_is_taken_from_another_site(submitted, page, client):
    client.handler.enforce_csrf_checks = True

    assert client.post(url(submitted, page), {"text": "Hi"}).status_code == 403


@pytest.mark.parametrize(
    ("contact", "told"),
    [
        ({}, "we also send you an e-mail"),
        ({"email": ""}, "we do not send it to you"),
        ({"reach_by": "none"}, "we do not send it to you"),
    ],
)
def test_page_says_whether_an_e_mail_comes(client, submitted, contact, told):
    Submission.objects.update(contact=submitted.submission.contact | contact)

    assert told in words(client.get(url(submitted)))


def test_page_says_that_mail_came_back(client, submitted, robin):
    DeskEvent.objects.create(submission=submitted.submission, kind="bounced", by=robin, at=NOW)

    assert "Our e-mail to you came back" in words(client.get(url(submitted)))


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow_with_the_messages(
    client, submitted, robin, django_assert_num_queries, number
):
    for each in range(number):
        said(submitted, str(each), by=robin)

    with django_assert_num_queries(11):
        client.get(url(submitted))
