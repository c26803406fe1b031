"""What is done with a submission at the desk, beside deciding on it (recommendations.publish).

Each is one transaction and leaves an event. Whatever changes the submission needs the claim; a call
and a note do not, so that whoever picks up the telephone can write down what was said.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from products.models import Batch
from recommendations import watching
from recommendations.desk.calls import wants_call
from recommendations.desk.claims import RELEASED, Kind, at_work, claimed, record
from recommendations.desk.ended import refuse_ended
from recommendations.desk.errors import DeskError
from recommendations.models import Message, Submission
from recommendations.publish import answered, refuse_stale

State = Submission.DeskState


def record_call(
    *, submission: Submission, by: User, at: datetime, reached: bool, note: str = ""
) -> None:
    """Only a patient who was reached has been called: the wish of one who was not stays open."""
    said = _("Reached.") if reached else _("Not reached.")
    with at_work(submission, by=by, at=at):
        if reached:
            _change(submission, called_at=at)
        record(submission, Kind.CALLED, by=by, at=at, note=f"{said} {note.strip()}")


def note(*, submission: Submission, by: User, at: datetime, note: str) -> None:
    """For colleagues; the patient never sees it. Raises DeskError where it says nothing."""
    _need(note, _("Write the note first."))
    with at_work(submission, by=by, at=at):
        record(submission, Kind.NOTED, by=by, at=at, note=note)


def wait_for_patient(*, submission: Submission, by: User, at: datetime, note: str) -> None:
    """Raises DeskError."""
    _need(note, _("Say in the note what you asked the patient."))
    with claimed(submission, by=by, at=at) as now:
        _refuse_in(now, State.WITH_PATIENT, State.CLOSED)
        _change(submission, desk_state=State.WITH_PATIENT)
        record(submission, Kind.ASKED, by=by, at=at, note=note)


def answer_in_person(*, submission: Submission, by: User, at: datetime, note: str) -> None:
    """By phone or over the counter: who was spoken to has been called. Raises DeskError."""
    _need(note, _("Say in the note what you told the patient."))
    with claimed(submission, by=by, at=at) as now:
        _refuse_in(now, State.CLOSED)
        heard = {"called_at": at} if wants_call(now) else {}
        answered(now, at=at, **heard)
        record(submission, Kind.ANSWERED, by=by, at=at, note=note)


def close(
    *, submission: Submission, by: User, at: datetime, note: str = "", seen: str = ""
) -> None:
    """Ends the claim, too, and deals with a recall.

    Raises DeskError, also where a loose end has no explanation.
    """
    with claimed(submission, by=by, at=at) as now:
        _refuse_in(now, State.CLOSED)
        prefetch_related_objects([now], "watched")
        refuse_stale(now, seen)
        recalled = watching.recalled(now)
        if loose_end := _loose_end(now, recalled):
            _need(note, loose_end)
        watching.let_go(now, recalled)
        _change(submission, desk_state=State.CLOSED, **RELEASED)
        record(submission, Kind.CLOSED, by=by, at=at, note=note)


def reopen(*, submission: Submission, by: User, at: datetime, note: str = "") -> None:
    """Back to what waits for the desk, from now on. Raises DeskError."""
    with claimed(submission, by=by, at=at) as now:
        refuse_ended(now)
        _refuse_in(now, State.NEW)
        _change(submission, desk_state=State.NEW, waiting_since=at)
        record(submission, Kind.REOPENED, by=by, at=at, note=note)


def _loose_end(submission: Submission, recalled: Sequence[Batch]) -> str:
    """What a note must explain before it is closed, or nothing."""
    if recalled:
        return _(
            "Batch %(batches)s was recalled, and this patient may have it. Say in the note what"
            " the patient was told."
        ) % {"batches": ", ".join(batch.number for batch in recalled)}
    if wants_call(submission):
        return _("The patient asked for a call. Make it, or say in the note why it is not made.")
    if submission.desk_state != State.NEW:
        return ""
    if submission.state != Submission.State.PUBLISHED or _patient_wrote_last(submission):
        return _("Nobody has answered this patient. Say in the note why it is closed.")
    return ""


def _patient_wrote_last(submission: Submission) -> bool:
    written = Message.objects.filter(submission=submission).order_by("-at", "-pk")
    return list(written.values_list("by", flat=True)[:1]) == [None]


def _refuse_in(submission: Submission, *states: Submission.DeskState) -> None:
    if submission.desk_state in states:
        state = Submission.DeskState(submission.desk_state).label
        raise DeskError(
            _("This submission is already %(state)s. Load the page again to see what was done.")
            % {"state": state}
        )


def _need(note: str, otherwise: str) -> None:
    if not note.strip():
        raise DeskError(otherwise)


def _change(submission: Submission, **changes: object) -> None:
    Submission.objects.filter(pk=submission.pk).update(**changes)
