from datetime import timedelta

import pytest

from herbology.outbox import OutgoingMail
from recommendations import reassess
from recommendations.desk.answering import send
from recommendations.desk.claims import claim
from recommendations.desk.ended import EndedError
from recommendations.desk.work import reopen
from recommendations.models import Submission
from recommendations.patient.withdrawing import withdraw
from recommendations.publish import Decision, decide
from tests.recommendations.builders import NOW, SEDATED, correct, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def ann():
    return counselor()


@pytest.fixture
def mine(ann):
    return claimed(hand_in(**SEDATED).submission, ann)


def stored():
    return [(each.withdrawn_at, each.desk_state) for each in Submission.objects.order_by("pk")]


def test_withdrawing_closes_it_at_the_desk(mine):
    withdraw(submission=mine, at=LATER)

    assert stored() == [(LATER, "closed")]


def test_withdrawing_again_changes_nothing(mine):
    withdraw(submission=mine, at=NOW)

    withdraw(submission=mine, at=LATER)

    assert stored() == [(NOW, "closed")]


def test_withdrawing_takes_everything_back_that_was_corrected(mine):
    newest = correct(mine, **SEDATED).submission

    withdraw(submission=newest, at=LATER)

    assert stored() == [(LATER, "closed")] * 2


def test_notice_that_waits_is_not_sent_any_more(mine, ann):
    send(submission=mine, by=ann, at=NOW, text="Hello.", page_url="/s/{}/".format)

    withdraw(submission=mine, at=LATER)

    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "deed",
    [
        lambda given: decide(decision=Decision.PUBLISH, **given),
        lambda given: decide(decision=Decision.WITHHOLD, note="No.", **given),
        lambda given: reopen(**given),
        lambda given: reassess.state(changes={"age": 60}, pages={}, said=[], note="Said.", **given),
    ],
    ids=["publish", "withhold", "reopen", "assess again"],
)
def test_nothing_is_decided_on_it_any_more(mine, ann, deed):
    withdraw(submission=mine, at=NOW)
    claim(submission=mine, by=ann, at=LATER)

    with pytest.raises(EndedError, match=r"withdrew this on Nov\. 22, 2026"):
        deed({"submission": mine, "by": ann, "at": LATER})

    assert stored() == [(NOW, "closed")]
