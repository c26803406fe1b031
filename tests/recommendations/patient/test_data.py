import uuid
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse

from herbology import outbox
from recommendations.desk.work import note
from recommendations.models import ComeBackCode, Draft, Erasure, Message, Submission
from recommendations.notices import key_of
from recommendations.patient.download import as_text, data_of
from recommendations.patient.erase import erase
from recommendations.patient.pickup import keep
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.mailing import send_code
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


@pytest.fixture
def cream():
    return make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})


@pytest.fixture
def submitted(cream):
    return hand_in(**BACK_STRAIN)


@pytest.fixture
def submission(submitted):
    return submitted.submission


def url(name, secret, *more):
    return reverse(f"patient:{name}", args=[secret, *more])


def rows_about_patients():
    """How many rows there are in each table of patients, but for receipts and what rules say."""
    kept = {"ConsentWording", "Erasure", "GuidelineEdition", "MessageTemplate"}
    return {
        model.__name__: model._base_manager.count()
        for model in apps.get_app_config("recommendations").get_models()
        if model.__name__ not in kept and model._base_manager.exists()
    }


def test_erasing_leaves_no_row_of_the_patient(submission, cream):
    ann = counselor()
    claimed(submission, ann)
    note(submission=submission, by=ann, at=NOW, note="Has a dog.")
    message = Message.objects.create(submission=submission, text="Hello", by=ann, at=NOW)
    outbox.put(key=key_of(message.pk), to="sam@example.com", subject="A", body="B", at=NOW)
    keep(submission, position=1, quantity=Decimal(1), at=NOW)

    erase(submission, at=NOW)

    cream.refresh_from_db()
    assert (rows_about_patients(), outbox.OutgoingMail.objects.count(), cream.reserved) == (
        {},
        0,
        0,
    )


def test_erasing_takes_what_it_corrects_and_what_corrects_it(submission):
    second, third, other = (hand_in(**BACK_STRAIN).submission for _each in range(3))
    Submission.objects.filter(pk=second.pk).update(follows=submission)
    Submission.objects.filter(pk=third.pk).update(follows=second)

    receipt = erase(Submission.objects.get(pk=second.pk), at=NOW)

    assert (receipt.submissions, list(Submission.objects.all())) == (3, [other])


def test_receipt_names_nobody(submission):
    receipt = erase(submission, at=NOW)

    assert (len(receipt.receipt), receipt.at) == (14, NOW)


def test_erasing_asks_first(client, submitted):
    page = client.get(url("erase", submitted.secret))

    assert (page.status_code, Submission.objects.count()) == (200, 1)


def test_erasing_without_being_sure_erases_nothing(client, submitted):
    page = client.post(url("erase", submitted.secret))

    assert (page.status_code, Submission.objects.count()) == (422, 1)
    assert "Nothing has been erased yet." in page.content.decode()


def test_erasing_gives_a_receipt_and_ends_the_link(client, submitted):
    page = client.post(url("erase", submitted.secret), {"sure": "yes"}, follow=True)

    assert Erasure.objects.get().receipt in page.content.decode()
    assert client.get(url("result", submitted.secret)).status_code == 404
    assert not Draft.objects.exists()


def test_download_holds_answers_result_and_messages(submission):
    Message.objects.create(submission=submission, text="See you soon.", by=counselor(), at=NOW)

    data = data_of(submission, at=NOW)

    assert {"question": "How old are you?", "answer": ["54"]} in data["answers"]
    assert [each["way"] for each in data["result"]["suggestions"]] == [
        "On the skin (cream or balm)"
    ]
    assert [each["text"] for each in data["messages"]] == ["See you soon."]


def test_download_holds_no_note_of_the_staff(submission):
    ann = counselor()
    note(submission=claimed(submission, ann), by=ann, at=NOW, note="Sounded tired.")

    assert "Sounded tired" not in as_text(data_of(submission, at=NOW))


def test_download_holds_nothing_that_is_not_published(cream):
    waiting = hand_in(**SEDATED).submission

    result = data_of(waiting, at=NOW)["result"]

    assert (result["suggestions"], result["ways_that_fit"], result["waits_for_a_counselor"]) == (
        [],
        [],
        True,
    )


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [("txt", "text/plain; charset=utf-8"), ("json", "application/json")],
)
def test_download_is_a_file_of_its_own(client, submitted, kind, content_type):
    answer = client.get(url("data_file", submitted.secret, kind))

    reference = submitted.submission.reference
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="herbology-{reference}.{kind}"'
    )
    assert answer.headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("name", ["data", "erase"])
def test_page_of_an_unknown_link_is_not_found(client, name):
    assert client.get(url(name, "nothing")).status_code == 404


def test_link_of_erased_answers_does_not_say_that_they_are_still_here(client, submitted):
    erase(submitted.submission, at=NOW)

    page = client.get(url("result", submitted.secret)).content.decode()

    assert "or what it opened was erased." in page
    assert "still safe" not in page


def test_erasing_takes_the_mail_along_that_a_code_went_out_with(submission):
    for draft_id in (submission.draft_id, uuid.uuid4()):
        code = codes.give(draft_id, codes.Opens.RESULT, at=NOW)
        send_code(code, draft_id=draft_id, to="sam@example.com", enter_at="x", client="c", at=NOW)

    erase(submission, at=NOW)

    assert (outbox.OutgoingMail.objects.count(), ComeBackCode.objects.count()) == (1, 1)


def test_what_stays_names_the_receipt(client, submitted):
    page = client.get(url("erase", submitted.secret)).content.decode()

    assert "that something was erased, and when, under the number of your receipt" in page
