from datetime import timedelta

import pytest

from herbology.outbox import OutgoingMail
from recommendations.desk.address import mark_bounced, readdress
from recommendations.desk.answering import send
from recommendations.desk.claims import claim
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.models import DeskEvent, Submission
from recommendations.notices import why_none
from recommendations.patient.replying import reply
from recommendations.patients import hash_of
from tests.recommendations.builders import NOW, SEDATED, correct, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
RIGHT = "sam.right@example.com"


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def answered(ann):
    submission = claimed(hand_in(**SEDATED).submission, ann)
    answer(submission, ann)
    return Submission.objects.get()


def page_url(secret):
    return f"https://shop.example/s/{secret}/"


def answer(submission, ann):
    send(submission=submission, by=ann, at=NOW, text="Try it with food.", page_url=page_url)


def put_right(submission, by, email=RIGHT):
    readdress(submission=submission, email=email, by=by, at=LATER, page_url=page_url)


def sent_to():
    return [mail.to for mail in OutgoingMail.objects.order_by("pk")]


def leave(state="sent", **facts):
    """As if a sender had taken every mail."""
    OutgoingMail.objects.update(state=state, sent_at=NOW, **facts)


def test_no_notice_goes_to_an_address_whose_mail_came_back(ann, answered):
    leave()
    mark_bounced(submission=answered, by=ann, at=LATER)

    answer(answered, ann)

    assert (why_none(answered), len(sent_to())) == ("came_back", 1)


def test_notice_that_still_waits_is_taken_back_when_mail_comes_back(ann, answered):
    mark_bounced(submission=answered, by=ann, at=LATER, note="Mailbox full.")

    event = DeskEvent.objects.latest("pk")
    assert (sent_to(), event.kind, event.note) == ([], "bounced", "Mailbox full.")


def test_mail_that_came_back_counts_for_newer_answers_with_the_same_address(ann, answered):
    mark_bounced(submission=answered, by=ann, at=LATER)

    newer = correct(answered, **SEDATED).submission

    assert why_none(newer) == "came_back"


def test_mail_that_came_back_is_noted_once(ann, answered):
    mark_bounced(submission=answered, by=ann, at=LATER)

    with pytest.raises(DeskError, match="noted already"):
        mark_bounced(submission=answered, by=ann, at=LATER)


def test_corrected_address_is_stored_and_gets_the_notice_again(ann, answered):
    leave()
    mark_bounced(submission=answered, by=ann, at=LATER)

    put_right(answered, ann)

    now = Submission.objects.get()
    assert (now.contact["email"], now.patient_hash) == (RIGHT, hash_of(RIGHT))
    assert (why_none(now), sent_to()) == ("", ["sam@example.com", RIGHT])


def test_corrected_address_takes_the_place_of_a_notice_that_waits(ann, answered):
    put_right(answered, ann)

    assert sent_to() == [RIGHT]


def test_corrected_address_gets_no_notice_of_what_the_patient_answered(ann, answered):
    leave()
    reply(submission=answered, text="Thank you.", shown=1, at=LATER)

    put_right(answered, ann)

    assert sent_to() == ["sam@example.com"]


def test_same_address_can_be_confirmed_after_mail_came_back(ann, answered):
    leave()
    mark_bounced(submission=answered, by=ann, at=LATER)

    put_right(answered, ann, "sam@example.com")

    assert sent_to() == ["sam@example.com"] * 2


def test_address_that_is_there_already_is_refused(ann, answered):
    with pytest.raises(DeskError, match="that we have already"):
        put_right(answered, ann, "sam@example.com")


def test_correcting_the_address_needs_the_claim_and_noting_a_bounce_does_not(ann, answered):
    robin = counselor("robin")

    mark_bounced(submission=answered, by=robin, at=LATER)
    with pytest.raises(UnclaimedError):
        put_right(answered, robin)


def test_correction_says_from_which_address_to_which(ann, answered):
    put_right(answered, ann)

    event = DeskEvent.objects.latest("pk")
    assert (event.kind, event.note) == ("readdressed", f"From sam@example.com to {RIGHT}")


def test_patient_without_an_address_can_be_given_one(ann):
    submission = claimed(hand_in(**SEDATED).submission, ann)
    Submission.objects.update(contact={"name": "Sam", "reach_by": None})

    with pytest.raises(DeskError, match="gave no e-mail address"):
        mark_bounced(submission=submission, by=ann, at=NOW)
    claim(submission=submission, by=ann, at=NOW)
    put_right(submission, ann)

    assert Submission.objects.get().contact == {"name": "Sam", "reach_by": None, "email": RIGHT}
