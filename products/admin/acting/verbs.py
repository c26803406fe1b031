"""What staff can do to a batch, as data: each verb is a button, a page with a form, a message."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products import stock
from products.admin.acting import verb_forms
from products.admin.lists.columns import signed
from products.models import Batch, Movement, Reservation, StateChange
from products.reading import plain

State = Batch.State
Outcome = Movement | Reservation | StateChange

ANY_STATE = frozenset(State)
NOT_RECALLED = frozenset({State.QUARANTINE, State.RELEASED})
ONLY_RELEASED = frozenset({State.RELEASED})
ONLY_QUARANTINE = frozenset({State.QUARANTINE})

EVERY_DAY = _("Every day")
CORRECTIONS = _("Corrections")
SHELF = _("On or off the shelf")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """`states` are those in which the button is offered; the verb itself decides what is allowed.

    `done` may name what `told` knows of the outcome. `in_turn`: first expired goes first.
    `compared`: who does it should have seen how the batch differs from the last one.
    """

    name: str
    group: Promise
    button: Promise
    explanation: Promise
    done: Promise
    form: type[verb_forms.VerbForm]
    act: Callable[..., Outcome]
    states: frozenset[State]
    in_turn: bool = False
    compared: bool = False

    @property
    def url_name(self) -> str:
        return f"admin:products_batch_{self.name}"

    def told(self, outcome: Outcome) -> str:
        return str(self.done) % _told(outcome)


def _told(outcome: Outcome) -> dict[str, str]:
    if isinstance(outcome, StateChange):
        return {}
    quantity = plain(abs(outcome.quantity))
    if isinstance(outcome, Reservation):
        until = date_format(timezone.localtime(outcome.expires_at), "Y-m-d H:i")
        return {"quantity": quantity, "until": until, "reference": outcome.reference}
    told = {"quantity": quantity, "difference": signed(outcome.quantity)}
    if outcome.kind == Movement.Kind.TRANSFER_OUT:
        told["to"] = str(outcome.arrival.batch.store)
    if outcome.expected is not None and outcome.counted is not None:
        told |= {"expected": plain(outcome.expected), "counted": plain(outcome.counted)}
    return told


VERBS = (
    Verb(
        name="receive",
        group=EVERY_DAY,
        button=_("Receive"),
        explanation=_("Adds what has arrived to what is on hand."),
        done=_("%(quantity)s received."),
        form=verb_forms.QuantityForm,
        act=stock.receive,
        states=NOT_RECALLED,
    ),
    Verb(
        name="dispense",
        group=EVERY_DAY,
        button=_("Dispense"),
        explanation=_("Takes what is handed over out of stock."),
        done=_("%(quantity)s dispensed."),
        form=verb_forms.DispenseForm,
        act=stock.dispense,
        states=ONLY_RELEASED,
        in_turn=True,
    ),
    Verb(
        name="reserve",
        group=EVERY_DAY,
        button=_("Reserve"),
        explanation=_("Keeps units for a pick-up. What is not collected in time comes back."),
        done=_("%(quantity)s kept for %(reference)s until %(until)s."),
        form=verb_forms.ReserveForm,
        act=stock.reserve,
        states=ONLY_RELEASED,
    ),
    Verb(
        name="return",
        group=EVERY_DAY,
        button=_("Return"),
        explanation=_("Takes back what was dispensed of this batch."),
        done=_("%(quantity)s taken back."),
        form=verb_forms.ReturnForm,
        act=stock.give_back,
        states=ANY_STATE,
    ),
    Verb(
        name="transfer",
        group=EVERY_DAY,
        button=_("Transfer"),
        explanation=_("Moves units to the same batch at another store. It arrives at once."),
        done=_("%(quantity)s moved to %(to)s."),
        form=verb_forms.TransferForm,
        act=stock.transfer,
        states=NOT_RECALLED,
    ),
    Verb(
        name="count",
        group=CORRECTIONS,
        button=_("Count"),
        explanation=_("Sets what is on hand to what you counted, and keeps the difference."),
        done=_("expected %(expected)s, counted %(counted)s, difference %(difference)s."),
        form=verb_forms.CountForm,
        act=stock.count,
        states=ANY_STATE,
    ),
    Verb(
        name="adjust",
        group=CORRECTIONS,
        button=_("Adjust"),
        explanation=_("Adds or takes away a difference whose cause you know."),
        done=_("adjusted by %(difference)s."),
        form=verb_forms.AdjustForm,
        act=stock.adjust,
        states=ANY_STATE,
    ),
    Verb(
        name="waste",
        group=CORRECTIONS,
        button=_("Write off"),
        explanation=_("Takes out what was destroyed or sent back. For a typing error: adjust."),
        done=_("%(quantity)s written off."),
        form=verb_forms.WasteForm,
        act=stock.waste,
        states=ANY_STATE,
    ),
    Verb(
        name="release",
        group=SHELF,
        button=_("Release"),
        explanation=_("Puts the batch on the shelf: it can be suggested and sold."),
        done=_("released."),
        form=verb_forms.ReasonForm,
        act=stock.release,
        states=ONLY_QUARANTINE,
        compared=True,
    ),
    Verb(
        name="quarantine",
        group=SHELF,
        button=_("Quarantine"),
        explanation=_("Takes the batch off the shelf until somebody releases it again."),
        done=_("in quarantine."),
        form=verb_forms.ReasonForm,
        act=stock.quarantine,
        states=ONLY_RELEASED,
    ),
)


def offered(batch: Batch) -> list[Verb]:
    return [verb for verb in VERBS if batch.state in verb.states]
