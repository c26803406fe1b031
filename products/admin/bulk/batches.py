"""What can be done to many batches at once. Each is a verb of stock, and its record its history."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from products import stock
from products.admin.acting.action_form import note_field, reason_field
from products.admin.bulk.pages import Bulk, Row
from products.admin.lists.columns import expiry_in_words, quantity_in_words
from products.availability import available
from products.models import Batch, Movement
from products.previous import comparison_of

PERMISSION = "products.change_batch"
HEADINGS = (
    gettext_lazy("Product"),
    gettext_lazy("Store"),
    gettext_lazy("State"),
    gettext_lazy("Expires"),
    gettext_lazy("Panels"),
    gettext_lazy("Available"),
)
State = Batch.State
WhyNot = Callable[[Batch, datetime], str]


class ReasonForm(forms.Form):
    required_css_class = "required"

    reason = reason_field()


class WriteOffForm(forms.Form):
    reason = note_field()
    reference = forms.CharField(
        label=gettext_lazy("Reference"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Optional: the number of a destruction record."),
    )


def _rows(why_not: WhyNot, batches: QuerySet[Batch], at: datetime) -> list[Row]:
    found = batches.select_related("product", "store").annotate(now_available=available(at))
    return [Row(batch, batch.number, _facts(batch, at), why_not(batch, at)) for batch in found]


def _facts(batch: Any, at: datetime) -> list[str]:
    return [
        str(batch.product),
        str(batch.store),
        batch.get_state_display(),
        expiry_in_words(batch.expires_on, timezone.localdate(at)),
        batch.get_panels_outcome_display(),
        quantity_in_words(batch.now_available, batch.product),
    ]


def _unless(state: State) -> WhyNot:
    def why_not(batch: Batch, _at: datetime) -> str:
        if batch.state == state:
            return ""
        return _("It is not in the state “%s”.") % state.label

    return why_not


def _why_no_write_off(batch: Any, at: datetime) -> str:
    if batch.expires_on is None:
        return _("It has no expiry date.")
    if batch.expires_on > timezone.localdate(at):
        return _("It has not expired.")
    if batch.now_available <= 0:
        return _("Nothing of it is available.")
    return ""


def _release(batch: Batch, typed: dict[str, Any], by: Any, at: datetime) -> None:
    """What may be felt as stronger or weaker is released by somebody who has seen by how much."""
    if comparison_of(batch).alarms:
        raise stock.StockError(_("Its strength differs from the last batch. Release it by itself."))
    stock.release(batch=batch, by=by, at=at, **typed)


def _quarantine(batch: Batch, typed: dict[str, Any], by: Any, at: datetime) -> None:
    stock.quarantine(batch=batch, by=by, at=at, **typed)


def _write_off(batch: Any, typed: dict[str, Any], by: Any, at: datetime) -> None:
    stock.waste(
        batch=batch,
        quantity=batch.now_available,
        reason_code=Movement.ReasonCode.EXPIRED,
        by=by,
        at=at,
        **typed,
    )


BULK = (
    Bulk(
        "release",
        gettext_lazy("Release"),
        gettext_lazy(
            "Puts these batches on the shelf: what is in date and passed can be sold. One whose"
            " strength differs much from the last batch stays; its own page shows by how much."
        ),
        gettext_lazy("Release them"),
        lambda n: ngettext("%d batch is released.", "%d batches are released.", n) % n,
        PERMISSION,
        ReasonForm,
        HEADINGS,
        partial(_rows, _unless(State.QUARANTINE)),
        _release,
    ),
    Bulk(
        "quarantine",
        gettext_lazy("Quarantine"),
        gettext_lazy("Takes these batches off the shelf until somebody releases them again."),
        gettext_lazy("Quarantine them"),
        lambda n: ngettext("%d batch is in quarantine.", "%d batches are in quarantine.", n) % n,
        PERMISSION,
        ReasonForm,
        HEADINGS,
        partial(_rows, _unless(State.RELEASED)),
        _quarantine,
    ),
    Bulk(
        "write_off_expired",
        gettext_lazy("Write off what has expired"),
        gettext_lazy(
            "Takes out all that is available of these batches, with the reason “expired”."
            " What is reserved stays until it is cancelled or its time has passed."
        ),
        gettext_lazy("Write it off"),
        lambda n: ngettext("%d batch is written off.", "%d batches are written off.", n) % n,
        PERMISSION,
        WriteOffForm,
        HEADINGS,
        partial(_rows, _why_no_write_off),
        _write_off,
    ),
)
