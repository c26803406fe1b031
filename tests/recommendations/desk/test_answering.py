from datetime import timedelta

import pytest

from herbology.outbox import OutgoingMail
from products.models import Batch
from recommendations import versions
from recommendations.desk.answering import send
from recommendations.desk.claims import claim
from recommendations.desk.ended import EndedError
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.links import open_link
from recommendations.models import Message, Review, Submission
from recommendations.patient.replying import reply
from recommendations.patient.withdrawing import withdraw
from recommendations.publish import OutOfDateError
from tests.products import make
from tests.recommendations.builders import EMERGENCY, NOW, SEDATED, correct, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)
HEALTH = ("spasm", "cannabis", "muscle", "back", "cream", "thc", "result", "counselor", "health")


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def mine(ann):
    return claimed(hand_in(**SEDATED).submission, ann)


def page_url(secret):
    return f"https://shop.example/s/{secret}/"


def answer(submission, by, text="Try it with food.", **said):
    return send(
        submission=submission, by=by, at=said.pop("at", LATER), text=text, page_url=page_url, **said
    )


def stored(submission):
    return Submission.objects.get(pk=submission.pk)


def test_answer_publishes_the_result_with_the_message(ann, mine):
    message = answer(mine, ann)

    now = stored(mine)
    assert (now.state, now.desk_state, now.first_answered_at) == ("published", "answered", LATER)
    assert (message.text, message.by, message.review) == (
        "Try it with food.",
        ann,
        Review.objects.get(),
    )


def test_message_alone_leaves_the_result_where_it_is(ann, mine):
    message = answer(mine, ann, with_result=False)

    now = stored(mine)
    assert (now.state, now.desk_state, now.first_answered_at) == ("waiting", "answered", LATER)
    assert message.review is None


def test_what_policy_never_publishes_is_answered_with_the_message_alone(ann):
    submission = claimed(hand_in(**EMERGENCY).submission, ann)

    answer(submission, ann)

    assert (stored(submission).desk_state, Review.objects.count()) == ("answered", 0)


def test_second_message_publishes_nothing_again(ann, mine):
    answer(mine, ann)

    answer(stored(mine), ann, "One more thing.", at=LATER + timedelta(minutes=1))

    assert stored(mine).first_answered_at == LATER
    assert (Message.objects.count(), Review.objects.count()) == (2, 1)


def test_answer_needs_the_claim(ann):
    submission = hand_in(**SEDATED).submission

    with pytest.raises(UnclaimedError):
        answer(submission, ann)

    assert not Message.objects.exists()


def test_empty_answer_is_refused(ann, mine):
    with pytest.raises(DeskError, match="Write your message first"):
        answer(mine, ann, " \n ")

    assert stored(mine).state == "waiting"


def test_batch_that_sold_out_meanwhile_is_named_and_nothing_is_sent(ann):
    batch = make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})
    submission = claimed(hand_in(**SEDATED).submission, ann)
    Batch.objects.filter(pk=batch.pk).update(on_hand=0)

    with pytest.raises(DeskError, match=f"^{batch.product.name} can no longer be had"):
        answer(submission, ann)

    assert (Message.objects.count(), OutgoingMail.objects.count()) == (0, 0)


def test_reply_that_came_meanwhile_makes_the_answer_out_of_date(ann, mine):
    seen = versions.token(mine)
    reply(submission=mine, text="I take warfarin, too.", shown=0, at=NOW)

    with pytest.raises(OutOfDateError):
        answer(mine, ann, seen=seen)

    assert Message.objects.get().by is None


def test_same_answer_pressed_twice_is_sent_once(ann, mine):
    seen = versions.token(mine)

    first, second = (answer(mine, ann, seen=seen) for _press in range(2))

    assert first == second
    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 1)


def test_notice_holds_a_fresh_link_the_reference_and_no_word_of_health(ann, mine):
    answer(mine, ann)

    mail = OutgoingMail.objects.get()
    secret = mail.body.split("https://shop.example/s/")[1].split("/")[0]
    words = f"{mail.subject} {mail.body.replace(secret, '')}".lower()
    assert open_link(secret, at=LATER).submission == mine
    assert mail.to == "sam@example.com"
    assert mine.reference in mail.body
    assert [word for word in HEALTH if word in words] == []


def test_fresh_link_leaves_the_older_one_open(ann):
    submitted = hand_in(**SEDATED)

    answer(claimed(submitted.submission, ann), ann)

    assert open_link(submitted.secret, at=LATER) is not None


@pytest.mark.parametrize(
    "contact",
    [{"email": None}, {"reach_by": "none"}, {"reach_by": "phone", "email": ""}],
    ids=["no-address", "do-not-contact-me", "phone-only"],
)
def test_no_notice_where_nobody_wants_or_can_have_one(ann, mine, contact):
    Submission.objects.update(contact=mine.contact | contact)

    answer(mine, ann)

    assert (Message.objects.count(), OutgoingMail.objects.count()) == (1, 0)


def test_nothing_is_sent_about_what_was_taken_back(ann, mine):
    withdraw(submission=mine, at=NOW)

    with pytest.raises(EndedError, match="The patient withdrew this on"):
        answer(mine, ann)

    assert (Message.objects.count(), stored(mine).state) == (0, "waiting")


def test_corrected_answers_are_answered_where_the_newest_are(ann, mine):
    newer = correct(mine, **SEDATED).submission

    with pytest.raises(EndedError, match=newer.reference):
        answer(mine, ann)

    claim(submission=newer, by=ann, at=NOW)
    answer(newer, ann)
    assert Message.objects.get().submission == newer
