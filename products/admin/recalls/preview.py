"""Step two of a recall: what it takes off the shelf, and the one form that confirms it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django import forms
from django.core.validators import int_list_validator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from products.admin.recalls.keys import as_key
from products.models import Batch, Product, RecallCase, Reservation
from products.recalls.report import dispensed_of
from products.recalls.selection import Selection


class ConfirmForm(forms.Form):
    required_css_class = "required"

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("It stands on every batch, with your name."),
        error_messages={"required": gettext_lazy("Say why it is recalled.")},
    )
    notice = forms.CharField(
        label=gettext_lazy("Number of the recall notice"), max_length=100, required=False
    )
    # The keys of the batches that stood on this page: those and no others are recalled.
    seen = forms.CharField(widget=forms.HiddenInput, validators=[int_list_validator()])

    def clean_seen(self) -> list[int]:
        return [as_key(key) for key in self.cleaned_data["seen"].split(",")]


@dataclass(frozen=True, slots=True)
class PreviewRow:
    batch: Batch
    dispensed: Decimal
    is_new: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """`reservations` are those that the recall would cancel; the lapsed ones end by themselves."""

    selection: Selection
    rows: list[PreviewRow]
    reservations: int
    gone: int
    earlier_cases: list[RecallCase]
    others: list[Product]

    @property
    def seen(self) -> str:
        return ",".join(str(row.batch.pk) for row in self.rows)

    @property
    def stores(self) -> int:
        return len({row.batch.store_id for row in self.rows})

    @property
    def in_one_sentence(self) -> str:
        batches, stores = len(self.rows), self.stores
        return _(
            "Takes %(batches)s at %(stores)s off the shelf and cancels %(reservations)s."
            " This cannot be undone."
        ) % {
            "batches": ngettext("%d batch", "%d batches", batches) % batches,
            "stores": ngettext("%d store", "%d stores", stores) % stores,
            "reservations": ngettext("%d reservation", "%d reservations", self.reservations)
            % self.reservations,
        }


def preview_of(selection: Selection, at: datetime, seen: Collection[int] = ()) -> Preview:
    """`seen` are the keys that stood on the page before, where it is shown again."""
    affected = selection.affected()
    dispensed = dispensed_of(affected.order_by().values("pk"))
    ordered = affected.select_related("product", "store")
    rows = [
        PreviewRow(batch, dispensed.get(batch.pk, Decimal(0)), bool(seen) and batch.pk not in seen)
        for batch in ordered.order_by("product__name", "product", "number", "store__name")
    ]
    waiting = Reservation.objects.filter(
        batch__in=affected.order_by().values("pk"),
        state=Reservation.State.ACTIVE,
        expires_at__gt=at,
    )
    return Preview(
        selection=selection,
        rows=rows,
        reservations=waiting.count(),
        gone=len(set(seen) - {row.batch.pk for row in rows}),
        earlier_cases=list(selection.earlier_cases()),
        others=_other_products(selection, rows),
    )


def _other_products(selection: Selection, rows: list[PreviewRow]) -> list[Product]:
    """What else carries the number: the same lot may be packed in several sizes."""
    if selection.scope != RecallCase.Scope.BATCH or not rows:
        return []
    batch = rows[0].batch
    same = Batch.objects.filter(number__iexact=batch.number, recalls=None)
    others = Product.objects.filter(pk__in=same.values("product")).exclude(pk=batch.product_id)
    return list(others.order_by("name", "pk"))
