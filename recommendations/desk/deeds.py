"""Everything that can be done on a submission's page: its button, form and verb."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations import publish
from recommendations.desk import (
    address,
    amend,
    amend_forms,
    claims,
    forms,
    leaving,
    opening,
    work,
)
from recommendations.desk.answer_forms import BouncedForm
from recommendations.models import Submission
from recommendations.publish import Decision

State = Submission.DeskState
OPEN = frozenset({State.NEW, State.WITH_PATIENT, State.ANSWERED})
ANY = OPEN | {State.CLOSED}


@dataclass(frozen=True, slots=True)
class Deed:
    """`states` of the desk in which it is offered; `told` once it is done.

    `on_place`: it acts on one place of the suggestions, which the form is told.
    """

    name: str
    button: Promise
    act: Callable[..., object]
    told: Promise
    form: type[forms.DeedForm] = forms.DeedForm
    states: frozenset[State] = ANY
    needs_claim: bool = True
    on_place: bool = False


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
            "withhold",
            _("Withhold the result"),
            partial(publish.decide, decision=Decision.WITHHOLD),
            _("The result is withheld."),
            forms.WithholdForm,
        ),
        Deed(
            "amend",
            _("Change this"),
            amend.change,
            _("It is changed. The patient sees it once you have answered."),
            amend_forms.AmendForm,
            on_place=True,
        ),
        Deed(
            "restore",
            _("As it was suggested"),
            amend.restore,
            _("It stands again as the guideline suggested it."),
            amend_forms.RestoreForm,
            on_place=True,
        ),
        Deed(
            "open",
            _("Open a route"),
            opening.open_routes,
            _("The route is open. The suggestions were made anew: look at them before you answer."),
            amend_forms.OpenForm,
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
            "bounced",
            _("The mail came back"),
            address.mark_bounced,
            _("Noted. No notice goes to that address until it is corrected."),
            BouncedForm,
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
