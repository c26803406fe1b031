from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from recommendations import watching
from recommendations.desk import came_back, queue
from recommendations.desk.claims import claim
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.desk.leaving import leave
from recommendations.models import DeskEvent, Submission
from recommendations.publish import OutOfDateError
from recommendations.versions import token
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, hand_in, take_away

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


@pytest.fixture
def cream():
    of = make.product("cream", name="Plain cream", ingredients_known=True)
    return make.batch(of, readings={"total_thc": "0.1", "total_cbd": "1.2"}, number="CR-1")


def make_told(ann):
    """Shown at once, answered by phone, and claimed."""
    submission = hand_in(**BACK_STRAIN).submission
    Submission.objects.update(desk_state="answered")
    claim(submission=submission, by=ann, at=NOW)
    return submission


def came(ann):
    back = came_back.read(LATER)
    everything = Submission.objects.all()
    numbers = queue.counts(everything, back, ann)
    return numbers["came_back"]


def test_what_is_left_does_not_come_back_for_it_again(ann, cream):
    submission = make_told(ann)
    take_away(cream)
    before = came(ann)

    leave(submission=submission, by=ann, at=LATER, note=" Told her at the counter. ")

    event = DeskEvent.objects.order_by("-pk").first()
    assert (before, came(ann)) == (1, 0)
    assert (event.kind, event.by, event.at) == ("left", ann, LATER)
    assert event.note == "Plain cream, batch CR-1 (sold out). Told her at the counter."


def test_what_is_left_comes_back_when_it_is_recalled_and_can_be_left_again(ann, cream):
    submission = make_told(ann)
    take_away(cream)
    leave(submission=submission, by=ann, at=LATER, note="Told her.")

    take_away(cream, "recalled")
    recalled = came(ann)
    leave(submission=submission, by=ann, at=LATER, note="She brings it back.")

    assert (recalled, came(ann)) == (1, 0)
    assert DeskEvent.objects.order_by("-pk").first().note == (
        "Plain cream, batch CR-1 (recalled). She brings it back."
    )


def test_closed_one_is_left_without_being_opened(ann, cream):
    submission = make_told(ann)
    Submission.objects.update(desk_state="closed")
    take_away(cream, "recalled")

    leave(submission=submission, by=ann, at=LATER, note="Told her.")

    submission.refresh_from_db()
    assert (submission.desk_state, came(ann)) == ("closed", 0)


def test_leaving_needs_a_note(ann, cream):
    submission = make_told(ann)
    take_away(cream)

    with pytest.raises(DeskError, match="Say in the note why it is left as it is"):
        leave(submission=submission, by=ann, at=LATER, note="  ")

    assert came(ann) == 1


def test_leaving_needs_the_claim(cream, ann):
    submission = make_told(ann)
    take_away(cream)

    with pytest.raises(UnclaimedError):
        leave(submission=submission, by=User.objects.create_user("ben"), at=LATER, note="Told.")

    assert came(ann) == 1


def test_nothing_is_left_where_everything_can_be_had(ann, cream):
    submission = make_told(ann)

    with pytest.raises(DeskError, match="Everything suggested here can be had"):
        leave(submission=submission, by=ann, at=LATER, note="Told her.")


def test_what_the_patient_has_not_seen_is_changed_instead(ann, cream):
    submission = hand_in(**SEDATED).submission
    claim(submission=submission, by=ann, at=NOW)
    take_away(cream)

    with pytest.raises(DeskError, match="Change or withhold it, then answer"):
        leave(submission=submission, by=ann, at=LATER, note="Told her.")

    assert list(submission.advised.all()) == [cream]


def test_recall_since_the_page_was_read_is_not_let_go_of_unseen(ann, cream):
    submission = make_told(ann)
    take_away(cream)
    seen = token(submission)
    take_away(cream, "recalled")

    with pytest.raises(OutOfDateError, match="while you were reading"):
        leave(submission=submission, by=ann, at=LATER, note="Told her.", seen=seen)

    assert watching.recalled(submission) == [cream]
