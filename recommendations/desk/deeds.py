"""Everything that can be done on a submission's page: its button, form and verb."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations import publish
from recommendations.desk import claims, forms, leaving, work
from recommendations.models import Submission

State = Submission.DeskState
OPEN = frozenset({State.NEW, State.WITH_PATIENT, State.ANSWERED})
ANY = OPEN | {State.CLOSED}


@dataclass(frozen=True, slots=True)
class Deed:
    """`states` of the desk in which it is offered; `told` once it is done."""

    name: str
    button: Promise
    act: Callable[..., object]
    told: Promise
    form: type[forms.DeedForm] = forms.DeedForm
    states: frozenset[State] = ANY
    needs_claim: bool = True


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("claim", _("Claim"), claims.claim, _("It is yours now."), needs_claim=False),
        Deed("hand_back", _("Hand back"), claims.hand_back, _("You have handed it back.")),
        Deed(
            "hand_over",
            _("Hand over"),
            claims.hand_over,
            _("You have handed it over."),
            forms.HandOverForm,
        ),
        Deed(
            "decide",
            _("Record the decision"),
            publish.decide,
            _("Your decision is recorded."),
            forms.DecisionForm,
        ),
        Deed(
            "call",
            _("Record a call"),
            work.record_call,
            _("The call is recorded."),
            forms.CallForm,
            needs_claim=False,
        ),
        Deed(
            "note",
            _("Add a note"),
            work.note,
            _("Your note is kept."),
            forms.NoteForm,
            needs_claim=False,
        ),
        Deed(
            "answer",
            _("Answered by phone or in person"),
            work.answer_in_person,
            _("Your answer is recorded."),
            forms.AnswerForm,
            OPEN,
        ),
        Deed(
            "wait",
            _("Wait for the patient"),
            work.wait_for_patient,
            _("It waits for the patient now."),
            forms.WaitForm,
            OPEN - {State.WITH_PATIENT},
        ),
        Deed(
            "leave",
            _("Leave it as it is"),
            leaving.leave,
            _("It is left as it is, and does not come back for this again."),
            forms.LeaveForm,
        ),
        Deed("close", _("Close"), work.close, _("It is closed."), forms.CloseForm, OPEN),
        Deed(
            "reopen",
            _("Open again"),
            work.reopen,
            _("It is open again and waits from now on."),
            forms.ReopenForm,
            ANY - {State.NEW},
        ),
    )
}
