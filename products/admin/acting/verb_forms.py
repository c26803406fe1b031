"""A form for each verb of a batch. What is allowed is for `products.stock` to say."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _

from products.admin.acting.action_form import (
    LARGEST_QUANTITY,
    ActionForm,
    Done,
    amount,
    note_field,
    reason_field,
    reference_field,
    retype,
)
from products.models import REASON_CODES, Batch, Store
from products.models.movement import Kind
from products.reading import plain

RESERVATION_HOURS = (2, 24, 48, 72)


def reason_from(kind: Kind) -> forms.ChoiceField:
    codes = [(code.value, capfirst(code.label)) for code in REASON_CODES[kind]]
    return forms.ChoiceField(label=_("Reason"), choices=[("", _("Choose a reason")), *codes])


class VerbForm(ActionForm):
    """A form about one batch. Its cleaned data are the arguments of a verb."""

    field_order: tuple[str, ...] = (
        "quantity",
        "counted",
        "to",
        "reason_code",
        "keep",
        "reason",
        "reference",
    )

    def __init__(self, batch: Batch, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.say_unit(batch.product.stock_unit)

    def arguments(self, at: datetime) -> dict[str, Any]:
        return self.cleaned_data

    def also_done(self) -> tuple[str, ...]:
        """Sentences that the message adds to the verb's own."""
        return ()


class MovementForm(VerbForm):
    reason = note_field()
    reference = reference_field()


class QuantityForm(MovementForm):
    quantity = amount(_("Quantity"))


class DispenseForm(QuantityForm):
    reason = note_field(_("If another batch should go first, say why it is this one."))


class ReturnForm(QuantityForm):
    reason_code = reason_from(Kind.RETURN)
    keep = forms.BooleanField(
        label=_("Sealed, and allowed to be sold again: keep it"),
        label_suffix="",
        required=False,
        help_text=_("Otherwise it is written off at once."),
    )

    def also_done(self) -> tuple[str, ...]:
        return () if self.cleaned_data["keep"] else (str(_("It was written off at once.")),)


class WasteForm(QuantityForm):
    reason_code = reason_from(Kind.WASTE)


class AdjustForm(MovementForm):
    quantity = amount(
        _("Difference"),
        keyboard="text",  # a phone's keyboard of numbers has no minus
        min_value=-LARGEST_QUANTITY,
        help_text=_("With its sign: -2 takes two away, 2 adds two."),
    )
    reason_code = reason_from(Kind.ADJUST)
    reason = forms.CharField(
        label=_("Note"),
        max_length=200,
        help_text=_("What happened, for the next person to understand."),
    )


class CountForm(MovementForm):
    expected = forms.DecimalField(
        widget=forms.HiddenInput,
        min_value=0,
        max_digits=12,
        decimal_places=3,
        error_messages={"required": _("Open this page again and count anew.")},
    )
    counted = amount(_("Counted"), help_text=_("All that is there, reserved units as well."))

    def __init__(self, batch: Batch, *args: Any, **kwargs: Any) -> None:
        super().__init__(batch, *args, **kwargs)
        self.on_hand = plain(batch.on_hand)
        self.initial["expected"] = self.on_hand

    def attempt(self, act: Callable[..., Done], **arguments: Any) -> Done | None:
        """After a refusal the page shows, and expects, what is on hand by then."""
        done = super().attempt(act, **arguments)
        if done is None:
            retype(self, "expected", self.on_hand)
        return done


class TransferForm(QuantityForm):
    to = forms.ModelChoiceField(
        Store.objects.none(), label=_("To"), empty_label=_("Choose a store")
    )

    def __init__(self, batch: Batch, *args: Any, **kwargs: Any) -> None:
        super().__init__(batch, *args, **kwargs)
        stores = Store.objects.filter(active=True).exclude(pk=batch.store_id)
        self.fields["to"].queryset = stores  # type: ignore[attr-defined]


class ReserveForm(VerbForm):
    field_order = ("quantity", "reference", "hours")

    quantity = amount(_("Quantity"))
    reference = forms.CharField(
        label=_("Reference"),
        max_length=100,
        help_text=_("An order number or a pick-up code, no name."),
    )
    hours = forms.TypedChoiceField(
        label=_("Keep it for"),
        coerce=int,
        initial=24,
        choices=[(hours, format_lazy(_("{} hours"), hours)) for hours in RESERVATION_HOURS],
    )

    def arguments(self, at: datetime) -> dict[str, Any]:
        hours = timedelta(hours=self.cleaned_data["hours"])
        others = {name: value for name, value in self.cleaned_data.items() if name != "hours"}
        return others | {"until": at + hours}


class ReasonForm(VerbForm):
    idempotency_key = None  # type: ignore[assignment]  # a state changes only once
    reason = reason_field()
