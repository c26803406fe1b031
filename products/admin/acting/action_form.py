"""What every form that acts on stock has: amounts, a key, and the refusal said above it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from products.models import Product
from products.stock import KeyReusedError, StockError

Done = TypeVar("Done")

LARGEST_QUANTITY = 1_000_000  # of one movement: whatever is above it is a slip of the finger
UNIT_HELP = {
    Product.StockUnit.EACH: _("In whole pieces."),
    Product.StockUnit.GRAM: _("In grams, with at most three decimals."),
}
SENT_BEFORE = _(
    "This page was sent before with another figure, and that was done."
    " If this is one more, send it again."
)


def new_key() -> str:
    return str(uuid4())


class KeyField(forms.UUIDField):
    """The key of a page as text, or empty. What programs write has keys of other shapes."""

    widget = forms.HiddenInput
    default_error_messages = {
        "invalid": _("This page was changed on its way. Open it again and type it anew.")
    }

    def clean(self, value: Any) -> str:
        return str(super().clean(value) or "")


def retype(form: forms.Form, name: str, value: str) -> None:
    """Let the page come back with another value in a field than it was sent with."""
    data = cast(QueryDict, form.data).copy()
    data[form.add_prefix(name)] = value
    form.data = data


def amount(label: Any, *, keyboard: str = "decimal", **options: Any) -> forms.DecimalField:
    """A text box, not a number box: what was typed stays there to be read, whatever it is."""
    return forms.DecimalField(
        label=label,
        max_digits=12,
        decimal_places=3,
        max_value=LARGEST_QUANTITY,
        widget=forms.TextInput(attrs={"inputmode": keyboard, "autocomplete": "off", "size": 12}),
        **options,
    )


def note_field(help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=_("Note"), max_length=200, required=False, help_text=help_text)


def reference_field() -> forms.CharField:
    return forms.CharField(
        label=_("Reference"),
        max_length=100,
        required=False,
        help_text=_("Optional: an invoice, a receipt, a manifest."),
    )


def reason_field(longest: int = 200) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"),
        max_length=longest,
        help_text=_("It is kept with your name, for the next person to understand."),
    )


class ActionForm(forms.Form):
    required_css_class = "required"

    # Sending the same page twice is one movement.
    idempotency_key = KeyField(initial=new_key, required=False)

    def attempt(self, act: Callable[..., Done], **arguments: Any) -> Done | None:
        """What `act` did, or None, with the sentence of the refusal above the form."""
        try:
            return act(**arguments)
        except KeyReusedError:
            self.add_error(None, str(SENT_BEFORE))
            retype(self, "idempotency_key", new_key())
        except StockError as refusal:
            self.add_error(None, str(refusal))
        return None

    def say_unit(self, unit: str) -> None:
        for name in {"quantity", "counted"} & set(self.fields):
            field = self.fields[name]
            field.help_text = format_lazy(
                "{} {}", UNIT_HELP[Product.StockUnit(unit)], field.help_text
            )
