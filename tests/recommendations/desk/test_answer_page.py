"""Writing to a patient on the submission's page: templates, preview, sending, the mails' fate."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from herbology.outbox import OutgoingMail
from products.models import Batch
from recommendations import versions
from recommendations.desk.claims import CLAIM_LASTS
from recommendations.models import Message, MessageTemplate, Submission
from recommendations.patient.replying import reply
from recommendations.patient.withdrawing import withdraw
from tests.herbology.markup import attribute, elements, within
from tests.products import make
from tests.recommendations.builders import EMERGENCY, NOW, SEDATED, correct, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

TYPED = "Try it with food."


@pytest.fixture
def ann(client):
    ann = counselor()
    client.force_login(ann)
    return ann


@pytest.fixture
def cream():
    of = make.product("cream", name="Plain cream", ingredients_known=True)
    return make.batch(of, readings={"total_thc": "0.1", "total_cbd": "1.2"}, number="CR-1")


@pytest.fixture
def mine(ann, cream):
    return claimed(hand_in(**SEDATED).submission, ann)


def page_of(submission):
    return reverse("admin:recommendations_submission_change", args=[submission.pk])


def press(client, submission, button="", text=TYPED, **more):
    named = {f"send-{name}": value for name, value in {"text": text, **more}.items()}
    buttons = {button: "yes"} if button else {}
    return client.post(page_of(submission), {"deed": "send", **named, **buttons})


def open_page(client, submission):
    return client.get(page_of(submission))


def words(response):
    return " ".join(response.content.decode().split())


def typed_text(response):
    return response.context["answer"].send.form["text"].value()


def fates(client, submission):
    """What is said of each message's notices, oldest first."""
    thread = open_page(client, submission).context["answer"].thread
    return [[(mail.said, mail.wrong) for mail in mails] for _said, mails in thread]


def test_sending_publishes_and_leads_back_to_the_page(client, mine):
    response = press(client, mine, with_result="yes")

    now = Submission.objects.get()
    assert (response.status_code, now.state, now.desk_state) == (302, "published", "answered")
    assert OutgoingMail.objects.get().body.count("http://testserver/s/") == 1


def test_message_only_leaves_the_result(client, mine):
    press(client, mine, with_result="no")

    assert (Submission.objects.get().state, Message.objects.count()) == ("waiting", 1)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (" ", "Write your message first."),
        ("x" * 4001, "This is too long."),
        ("This cream will cure your spasms.", "“This cream will cure your spasms.” makes a claim"),
    ],
)
def test_message_that_cannot_be_sent_is_told_why_and_stays(client, mine, text, told):
    response = press(client, mine, text=text)

    assert (response.status_code, Message.objects.count()) == (422, 0)
    assert told in words(response)
    assert typed_text(response) == text


def test_claim_in_a_message_is_told_with_the_reason_and_neutral_words(client, mine):
    page = words(press(client, mine, text="It relieves pain."))

    assert "It says that a product acts on an illness or a symptom." in page
    assert "Write what is in it and how it is taken" in page


def test_batch_that_sold_out_since_is_named_and_the_text_stays(client, mine, cream):
    Batch.objects.filter(pk=cream.pk).update(on_hand=0)

    response = press(client, mine)

    assert response.status_code == 422
    assert "Plain cream can no longer be had." in words(response)
    assert typed_text(response) == TYPED


def test_reply_that_came_meanwhile_is_shown_and_the_text_can_be_sent_then(client, mine):
    seen = versions.token(mine)
    reply(submission=mine, text="I take warfarin, too.", shown=0, at=NOW)

    refused = press(client, mine, seen=seen)
    fresh = refused.context["answer"].send.form["seen"].value()
    sent = press(client, mine, seen=fresh)

    assert (refused.status_code, sent.status_code) == (422, 302)
    assert "I take warfarin, too." in words(refused)
    assert typed_text(refused) == TYPED


def test_answer_pressed_twice_is_one_and_both_are_told_that_it_is_sent(client, mine):
    seen = versions.token(mine)

    statuses = [press(client, mine, seen=seen).status_code for _press in range(2)]

    assert (statuses, Message.objects.count()) == ([302, 302], 1)


def test_claim_that_lapsed_is_taken_again_by_sending(client, mine):
    Submission.objects.update(claimed_at=NOW - CLAIM_LASTS)

    refused = press(client, mine)
    sent = press(client, mine, "claim_first")

    assert (refused.status_code, sent.status_code) == (409, 302)
    assert "Claim it, then send" in words(refused)
    assert typed_text(refused) == TYPED


def test_template_is_put_in_after_what_is_typed_and_nothing_is_sent(client, mine):
    template = MessageTemplate.objects.create(name="Hi", text="Hello {name}, {reference}.")

    response = client.post(
        page_of(mine),
        {"deed": "send", "send-text": TYPED, "template": template.pk, "put_in": "yes"},
    )

    assert response.status_code == 200
    assert typed_text(response) == f"{TYPED}\n\nHello Sam, {mine.reference}."
    assert not Message.objects.exists()


def test_putting_in_a_template_keeps_what_was_chosen_and_what_was_seen(client, mine):
    chosen = {"with_result": "no", "seen": "1-0-0-0"}

    response = press(client, mine, "put_in", **chosen)

    form = response.context["answer"].send.form
    assert [form[name].value() for name in ("text", "with_result", "seen")] == [
        TYPED,
        "no",
        "1-0-0-0",
    ]


@pytest.mark.parametrize("template", ["", "999", "x"])
def test_no_template_chosen_is_told_so_and_the_text_stays(client, mine, template):
    response = client.post(
        page_of(mine),
        {"deed": "send", "send-text": TYPED, "template": template, "put_in": "yes"},
    )

    told = [str(message) for message in get_messages(response.wsgi_request)]
    assert told == ["Choose a text first. What you typed is still there."]
    assert typed_text(response) == TYPED


def test_only_templates_in_use_are_offered(client, mine):
    for name, active in (("Used", True), ("Given up", False)):
        MessageTemplate.objects.create(name=name, text="Hello.", active=active)

    page = words(open_page(client, mine))

    assert ("Used" in page, "Given up" in page) == (True, False)


def test_preview_is_the_patients_page_with_message_and_result(client, mine):
    response = press(client, mine, "preview", with_result="yes")

    page = words(response)
    assert (response.status_code, Message.objects.count()) == (200, 0)
    for expected in ("Preview: nothing has been sent", "Plain cream", TYPED, "Patient Counselor"):
        assert expected in page
    assert Submission.objects.get().state == "waiting"


def test_preview_of_the_message_alone_shows_no_result(client, mine):
    page = words(press(client, mine, "preview", with_result="no"))

    assert (TYPED in page, "Plain cream" in page) == (True, False)


def test_preview_carries_the_text_on_to_sending_and_back(client, mine):
    preview = press(client, mine, "preview", text="One.\nTwo.", with_result="no")
    hidden = {
        attribute(each, "name"): attribute(each, "value") or ""
        for each in elements(preview.content.decode(), "input")
        if (attribute(each, "name") or "").startswith("send-")
    }

    back = client.post(page_of(mine), {"deed": "send", **hidden, "change": "yes"})
    sent = client.post(page_of(mine), {"deed": "send", **hidden})

    form = back.context["answer"].send.form
    assert (form["text"].value(), form["with_result"].value()) == ("One.\nTwo.", "no")
    assert (sent.status_code, Message.objects.get().text) == (302, "One.\nTwo.")


def test_nothing_on_the_previewed_page_can_be_pressed_but_the_bar(client, mine):
    page = press(client, mine, "preview").content.decode()

    forms = [f for f in elements(page, "form") if "/s/preview/" in (attribute(f, "action") or "")]
    off = [within(form, "fieldset") or within(form, "button") for form in forms]
    assert len(forms) == 3
    assert all("disabled" in dict(first[0].attributes) for first in off)


def test_preview_of_what_cannot_be_sent_is_the_form_with_its_error(client, mine):
    response = press(client, mine, "preview", text="It relieves pain.")

    assert response.status_code == 422
    assert typed_text(response) == "It relieves pain."


@pytest.mark.parametrize(
    ("pages", "changes", "result"),
    [
        (SEDATED, {}, "choose"),
        (EMERGENCY, {}, "never"),
    ],
)
def test_page_offers_to_publish_where_policy_allows_it(client, ann, pages, changes, result):
    submission = claimed(hand_in(**pages).submission, ann)

    response = open_page(client, submission)

    assert response.context["answer"].result == result
    assert ('name="send-with_result"' in response.content.decode()) is (result == "choose")


def test_withheld_result_is_not_published_by_default(client, mine):
    Submission.objects.update(state="withheld")

    form = open_page(client, mine).context["answer"].send.form

    assert form["with_result"].value() == "no"


@pytest.mark.parametrize(
    ("state", "facts", "said"),
    [
        ("waiting", {}, ("waits to be sent", False)),
        ("sent", {"sent_at": NOW}, ("sent", False)),
        ("failed", {"last_error": "The mail server refused the address: 550."}, None),
        ("uncertain", {}, ("nobody can know whether it arrived", True)),
    ],
)
def test_what_became_of_the_notice_stands_beside_the_message(client, mine, state, facts, said):
    press(client, mine)
    OutgoingMail.objects.update(state=state, **facts)

    response = open_page(client, mine)

    assert fates(client, mine) == [[said or ("did not arrive", True)]]
    assert facts.get("last_error", "") in words(response)


def test_mail_that_came_back_is_said_beside_its_message_and_in_the_history(client, mine):
    press(client, mine)
    OutgoingMail.objects.update(state="sent", sent_at=NOW - timedelta(minutes=1))

    client.post(page_of(mine), {"deed": "bounced", "bounced-note": "No such user."})

    response = open_page(client, mine)
    told = {entry.what for entry in response.context["history"]}
    assert fates(client, mine) == [[("came back", True)]]
    assert "mail to sam@example.com came back. Correct the address." in words(response)
    assert {"sent a message", "came back", "noted that mail came back"} <= told


def test_correcting_the_address_sends_the_notice_again(client, mine):
    press(client, mine)
    OutgoingMail.objects.update(state="failed")

    typed = {"deed": "readdress", "readdress-email": "right@example.com"}
    response = client.post(page_of(mine), typed)

    assert response.status_code == 302
    assert fates(client, mine) == [[("did not arrive", True), ("waits to be sent", False)]]


def test_address_that_is_none_is_refused_and_stays(client, mine):
    response = client.post(page_of(mine), {"deed": "readdress", "readdress-email": "right@"})

    assert response.status_code == 422
    assert "Write an e-mail address like name@example.com." in words(response)
    assert 'value="right@"' in words(response)


def test_what_was_taken_back_says_so_and_offers_no_answer(client, mine):
    withdraw(submission=mine, at=NOW)

    response = open_page(client, mine)
    refused = press(client, mine)
    looked = press(client, mine, "preview")

    assert "The patient withdrew this on Nov. 22, 2026." in words(response)
    assert 'name="send-text"' not in response.content.decode()
    assert (refused.status_code, looked.status_code) == (422, 422)
    assert typed_text(refused) == typed_text(looked) == TYPED
    assert "took the answers back" in {e.what for e in response.context["history"]}


def test_corrected_answers_show_the_thread_and_the_old_ones_lead_to_them(client, mine):
    press(client, mine)
    newest = correct(mine, **SEDATED).submission

    old, new = open_page(client, mine), open_page(client, newest)

    assert page_of(newest) in old.content.decode()
    assert f"sent newer answers: {newest.reference}" in {e.what for e in old.context["history"]}
    assert [(said.text, said.about) for said, _mails in new.context["answer"].thread] == [
        (TYPED, mine.reference)
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow_with_messages_and_their_mails(
    client, mine, django_assert_num_queries, number
):
    for each in range(number):
        press(client, mine, text=f"Message {each}.")

    with django_assert_num_queries(43):
        open_page(client, mine)
