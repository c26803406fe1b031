"""Two counselors at once, each on a database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection

from herbology.outbox import OutgoingMail
from products.recalls import open_recall
from products.recalls.selection import whole_product
from recommendations import versions, watching
from recommendations.desk.answering import send
from recommendations.desk.claims import claim
from recommendations.desk.errors import DeskError
from recommendations.desk.leaving import leave
from recommendations.desk.work import close
from recommendations.models import DeskEvent, Message, Review, Submission
from recommendations.patient.replying import reply
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, hand_in, make_submission
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.usefixtures("committed_database")


def at_once(works):
    start = Barrier(len(works))

    def run(work):
        start.wait()
        try:
            return work()
        except DeskError as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_one_of_four_who_claim_at_once_has_it_and_the_others_are_told_who():
    submission = make_submission()
    counselors = [User.objects.create_user(name) for name in ("ann", "ben", "cleo", "dan")]

    def claiming(by):
        return lambda: claim(submission=submission, by=by, at=NOW)

    outcomes = at_once([claiming(by) for by in counselors])

    winner = Submission.objects.get().claimed_by
    losers = [outcome for outcome in outcomes if outcome is not None]
    assert [loser.split(" has had")[0] for loser in losers] == [winner.username] * 3
    assert [event.by for event in DeskEvent.objects.all()] == [winner]


def test_answer_sent_twice_at_once_is_one_message_one_review_and_one_mail():
    ann = counselor()
    submission = claimed(hand_in(**SEDATED).submission, ann)
    facts = {"submission": submission, "by": ann, "at": NOW, "page_url": "/s/{}/".format}
    seen = versions.token(submission)

    messages = at_once([lambda: send(text="Hello.", seen=seen, **facts)] * 3)

    assert len(set(messages)) == 1
    made = [model.objects.count() for model in (Message, Review, OutgoingMail)]
    assert made == [1, 1, 1]


def test_reply_sent_twice_at_once_is_one_message():
    submission = make_submission()

    at_once([lambda: reply(submission=submission, text="Hi.", shown=0, at=NOW)] * 3)

    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    "act",
    [
        partial(leave, note="Told her."),
        partial(close, note="Told her."),
        partial(send, text="Here it is.", page_url="/s/{}/".format),
    ],
    ids=["leave", "close", "send"],
)
def test_recall_at_the_same_time_is_never_let_go_of_unseen(act):
    """Of a batch that the page has shown before, and that is sold out."""
    ann = counselor()
    submission = claimed(hand_in(**BACK_STRAIN).submission, ann)
    submission.watched.add(batch := make.batch(quantity="0"))
    Submission.objects.update(desk_state="answered")
    seen, what = versions.token(submission), whole_product(batch.product)
    recall = {"what": what, "seen": [batch.pk], "reason": "mould", "by": None, "at": NOW}

    at_once(
        [
            lambda: act(submission=submission, by=ann, at=NOW, seen=seen),
            lambda: open_recall(**recall),
        ]
    )

    assert watching.recalled(submission) == [batch]
