"""What staff can do to a batch, as data: each verb is a button, a page with a form, a message."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth.models import User
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products import stock
from products.models import Batch

State = Batch.State


def new_key() -> str:
    return str(uuid4())


class QuantityForm(forms.Form):
    quantity = forms.DecimalField(label=_("Quantity"), max_digits=12, decimal_places=3)
    reference = forms.CharField(
        label=_("Reference"),
        max_length=100,
        required=False,
        help_text=_("Optional: an invoice, a receipt, a manifest."),
    )
    reason = forms.CharField(label=_("Note"), max_length=200, required=False)
    # Sending the same page twice is one movement.
    idempotency_key = forms.CharField(
        widget=forms.HiddenInput, max_length=100, initial=new_key, required=False
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("It is kept with your name, for the next person to understand."),
    )


@dataclass(frozen=True, slots=True)
class Verb:
    """`states` are those in which the button is offered; the verb itself decides what is allowed."""

    name: str
    button: Promise
    explanation: Promise
    done: Promise
    form: type[forms.Form]
    act: Callable[..., Any]
    states: frozenset[str]

    @property
    def url_name(self) -> str:
        return f"admin:products_batch_{self.name}"

    def carry_out(self, batch: Batch, form: forms.Form, by: User, at: datetime) -> None:
        """Raises StockError for what stock does not allow."""
        self.act(batch=batch, by=by, at=at, **form.cleaned_data)


VERBS = (
    Verb(
        "receive",
        _("Receive stock"),
        _("Adds what has arrived to what is on hand."),
        _("Received."),
        QuantityForm,
        stock.receive,
        frozenset({State.QUARANTINE, State.RELEASED}),
    ),
    Verb(
        "dispense",
        _("Dispense"),
        _("Takes out what has been handed over."),
        _("Dispensed."),
        QuantityForm,
        stock.dispense,
        frozenset({State.RELEASED}),
    ),
    Verb(
        "release",
        _("Release"),
        _("Puts the batch on the shelf: it can be suggested and sold."),
        _("Released."),
        ReasonForm,
        stock.release,
        frozenset({State.QUARANTINE}),
    ),
    Verb(
        "quarantine",
        _("Quarantine"),
        _("Takes the batch off the shelf until somebody releases it again."),
        _("In quarantine."),
        ReasonForm,
        stock.quarantine,
        frozenset({State.RELEASED}),
    ),
    Verb(
        "recall",
        _("Recall"),
        _("Takes the batch off the shelf for good. This cannot be undone."),
        _("Recalled."),
        ReasonForm,
        stock.recall,
        frozenset({State.QUARANTINE, State.RELEASED}),
    ),
)


def offered(batch: Batch) -> list[Verb]:
    return [verb for verb in VERBS if batch.state in verb.states]
