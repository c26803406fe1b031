from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection

from recommendations.desk import work
from recommendations.desk.claims import claim
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.models import DeskEvent, Submission
from recommendations.patient.replying import reply
from recommendations.publish import OutOfDateError
from recommendations.versions import token
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, hand_in, make_submission, take_away

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=10)
ASKED = {"call": {"name": "Sam", "phone": "203-555-0100"}, "call_requested_at": NOW}
CHANGING = [work.answer_in_person, work.wait_for_patient, work.close, work.reopen]


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


def make_mine(ann, **values):
    submission = make_submission(**values)
    claim(submission=submission, by=ann, at=NOW)
    return submission


def stored(submission):
    return Submission.objects.get(pk=submission.pk)


def last_event():
    return DeskEvent.objects.order_by("-pk").first()


@pytest.mark.parametrize(
    ("verb", "before", "after", "kind"),
    [
        (work.answer_in_person, "new", "answered", "answered"),
        (work.answer_in_person, "with_patient", "answered", "answered"),
        (work.wait_for_patient, "new", "with_patient", "asked"),
        (work.wait_for_patient, "answered", "with_patient", "asked"),
        (work.close, "answered", "closed", "closed"),
        (work.reopen, "closed", "new", "reopened"),
        (work.reopen, "with_patient", "new", "reopened"),
    ],
)
def test_verb_moves_the_submission_and_leaves_an_event(ann, verb, before, after, kind):
    submission = make_mine(ann, desk_state=before)

    verb(submission=submission, by=ann, at=LATER, note=" Said so. ")

    event = last_event()
    assert stored(submission).desk_state == after
    assert (event.kind, event.by, event.at, event.note) == (kind, ann, LATER, "Said so.")


@pytest.mark.parametrize("verb", CHANGING)
def test_verb_that_changes_needs_the_claim(ann, verb):
    submission = make_submission()

    with pytest.raises(UnclaimedError, match="Claim this submission first"):
        verb(submission=submission, by=ann, at=NOW, note="Said so.")

    assert (stored(submission).desk_state, DeskEvent.objects.count()) == ("new", 0)


@pytest.mark.parametrize(
    ("verb", "state", "said"),
    [
        (work.answer_in_person, "closed", "already closed"),
        (work.wait_for_patient, "closed", "already closed"),
        (work.wait_for_patient, "with_patient", "already waiting for the patient"),
        (work.close, "closed", "already closed"),
        (work.reopen, "new", "already new"),
    ],
)
def test_verb_that_comes_too_late_is_refused(ann, verb, state, said):
    submission = make_mine(ann, desk_state=state)

    with pytest.raises(DeskError, match=said):
        verb(submission=submission, by=ann, at=NOW, note="Said so.")

    assert (stored(submission).desk_state, last_event().kind) == (state, "claimed")


@pytest.mark.parametrize(
    ("verb", "said"),
    [
        (work.answer_in_person, "what you told the patient"),
        (work.wait_for_patient, "what you asked the patient"),
        (work.note, "Write the note first"),
    ],
)
def test_verb_without_a_note_is_refused(ann, verb, said):
    submission = make_mine(ann)

    with pytest.raises(DeskError, match=said):
        verb(submission=submission, by=ann, at=NOW, note="  ")

    assert last_event().kind == "claimed"


def test_note_is_kept_encrypted_and_needs_no_claim(ann):
    submission = make_submission()

    work.note(submission=submission, by=ann, at=NOW, note="Has a dog.")

    with connection.cursor() as cursor:
        cursor.execute("SELECT note FROM recommendations_deskevent")
        raw = cursor.fetchone()[0]
    assert (last_event().note, "dog" in raw) == ("Has a dog.", False)


@pytest.mark.parametrize(
    ("reached", "called_at", "note"),
    [(True, LATER, "Reached. Rang."), (False, None, "Not reached. Rang.")],
)
def test_only_who_was_reached_has_been_called(ann, reached, called_at, note):
    submission = make_submission(**ASKED)

    work.record_call(submission=submission, by=ann, at=LATER, reached=reached, note="Rang.")

    now = stored(submission)
    assert (now.called_at, now.call_requested_at) == (called_at, NOW)
    assert (last_event().kind, last_event().note) == ("called", note)


def test_answering_in_person_is_the_call_that_was_asked_for(ann):
    submission = make_mine(ann, **ASKED)

    work.answer_in_person(submission=submission, by=ann, at=LATER, note="Spoke to him.")

    assert stored(submission).called_at == LATER


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"desk_state": "new"}, "Nobody has answered this patient"),
        ({"desk_state": "answered", **ASKED}, "The patient asked for a call"),
    ],
)
def test_loose_end_is_closed_only_with_a_note(ann, values, said):
    submission = make_mine(ann, **values)

    with pytest.raises(DeskError, match=said):
        work.close(submission=submission, by=ann, at=LATER)
    work.close(submission=submission, by=ann, at=LATER, note="Sent by a tester.")

    assert stored(submission).desk_state == "closed"


def test_result_that_the_patient_sees_is_closed_without_a_note_and_let_go(ann):
    submission = make_mine(ann, state="published")

    work.close(submission=submission, by=ann, at=LATER)

    now = stored(submission)
    assert (now.desk_state, now.claimed_by, now.claimed_at) == ("closed", None, None)


def test_answering_in_person_is_the_first_answer_and_the_next_is_not(ann):
    submission = make_mine(ann)

    for at in (NOW, LATER):
        work.answer_in_person(submission=submission, by=ann, at=at, note="Spoke to him.")

    assert stored(submission).first_answered_at == NOW


def test_reply_that_nobody_answered_is_closed_only_with_a_note(ann):
    submission = make_mine(ann, state="published", desk_state="answered")
    reply(submission=submission, text="And now?", shown=0, at=NOW)

    with pytest.raises(DeskError, match="Nobody has answered this patient"):
        work.close(submission=submission, by=ann, at=LATER)


def test_closing_after_a_recall_needs_a_note_and_deals_with_it(ann):
    submission = make_mine(ann, desk_state="answered", state="published")
    submission.watched.add(make.batch(number="CR-1", state="recalled"), make.batch(number="CR-2"))

    with pytest.raises(DeskError, match="Batch CR-1 was recalled, and this patient may have it"):
        work.close(submission=submission, by=ann, at=LATER)
    work.close(submission=submission, by=ann, at=LATER, note="She brings it back.")

    assert (stored(submission).desk_state, last_event().note) == ("closed", "She brings it back.")
    assert [batch.number for batch in submission.watched.all()] == ["CR-2"]


def test_closing_does_not_deal_with_a_recall_since_the_page_was_read(ann):
    submission = hand_in(**BACK_STRAIN).submission
    claim(submission=submission, by=ann, at=NOW)
    submission.watched.add(batch := make.batch())
    seen = token(submission)
    take_away(batch, "recalled")

    with pytest.raises(OutOfDateError):
        work.close(submission=submission, by=ann, at=LATER, note="Done.", seen=seen)

    assert stored(submission).desk_state == "new"


def test_reopened_submission_waits_from_now_on(ann):
    submission = make_mine(ann, desk_state="closed")

    work.reopen(submission=submission, by=ann, at=LATER)

    assert stored(submission).waiting_since == LATER
