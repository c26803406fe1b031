from datetime import timedelta

import pytest
from django.db import connection

from recommendations.models import Message, Submission
from recommendations.patient.errors import PatientError
from recommendations.patient.replying import DAY, MOST_A_DAY, TooManyError, reply
from recommendations.patient.withdrawing import withdraw
from tests.recommendations.builders import NOW, SEDATED, correct, hand_in, make_submission

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=2)


def write(submission, text="Thank you.", shown=0, at=LATER):
    reply(submission=submission, text=text, shown=shown, at=at)


def texts():
    return [message.text for message in Message.objects.order_by("pk")]


@pytest.mark.parametrize("before", ["answered", "closed", "with_patient"])
def test_reply_brings_it_back_as_new_work_that_waits_from_now(before):
    submission = make_submission(desk_state=before)

    write(submission)

    now = Submission.objects.get()
    assert (now.desk_state, now.waiting_since) == ("new", LATER)


def test_reply_to_what_waits_already_does_not_lose_its_place():
    write(make_submission())

    assert Submission.objects.get().waiting_since == NOW


def test_reply_is_kept_encrypted_and_is_the_patients():
    write(make_submission(), "My knee hurts.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM recommendations_message")
        raw = cursor.fetchone()[0]
    message = Message.objects.get()
    assert (message.by, message.text, "knee" in raw) == (None, "My knee hurts.", False)


def test_reply_sent_twice_from_one_page_is_one():
    submission = make_submission()

    for _press in range(2):
        write(submission, shown=0)

    assert texts() == ["Thank you."]


def test_same_words_can_be_sent_again_from_the_page_that_shows_them():
    submission = make_submission()

    write(submission, shown=0)
    write(submission, shown=1)

    assert texts() == ["Thank you."] * 2


def test_too_many_replies_in_a_day_are_told_when_to_go_on():
    submission = make_submission()
    for number in range(MOST_A_DAY):
        write(submission, f"{number}", shown=number)

    with pytest.raises(TooManyError, match=r"after Nov\. 23, 2026, noon"):
        write(submission, "One more.", shown=MOST_A_DAY)
    write(submission, "One more.", shown=MOST_A_DAY, at=LATER + DAY)

    assert len(texts()) == MOST_A_DAY + 1


def test_reply_from_an_old_page_goes_where_the_newest_answers_are():
    first = hand_in(**SEDATED).submission
    newest = correct(first, **SEDATED).submission

    write(first)

    assert Message.objects.get().submission == newest
    assert Submission.objects.get(pk=first.pk).desk_state == "closed"


def test_reply_about_answers_taken_back_is_refused():
    submission = make_submission()
    withdraw(submission=submission, at=NOW)

    with pytest.raises(PatientError, match="You have taken your answers back"):
        write(submission)

    assert texts() == []
