"""Doing one thing to many rows: a page that says what will happen to which, and then each by itself.

A row that is refused does not hold up the others: each is its own verb call, and what was refused is
named with its reason.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from herbology.admin_site import PlainAdmin
from products.potency import PotencyError
from products.stock import StockError

MOST_ROWS = 500
MOST_NAMED = 20
CONFIRMED = "confirmed"
REFUSALS = (StockError, PotencyError, ValidationError)


@dataclass(frozen=True, slots=True)
class Row:
    """A record with its facts in words, under the bulk action's headings.

    `left_out` says why nothing will be done to it; empty: it will be.
    """

    record: Model
    name: str
    facts: Sequence[str]
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Bulk:
    """`carry_out` takes a record, what was typed, who and when; it raises one of REFUSALS.

    `rows` reads what will happen to each record of a query; `permission` is one of Django's.
    """

    name: str
    label: Promise
    explanation: Promise
    button: Promise
    done: Callable[[int], str]
    permission: str
    form: type[forms.Form]
    headings: Sequence[Promise]
    rows: Callable[[QuerySet[Any], datetime], list[Row]]
    carry_out: Callable[[Any, dict[str, Any], Any, datetime], None]


class BulkAdmin(PlainAdmin):
    bulk: ClassVar[Sequence[Bulk]] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        if IS_POPUP_VAR in request.GET:
            return actions
        allowed = (each for each in self.bulk if request.user.has_perm(each.permission))
        ours = {each.name: (partial(act, each), each.name, each.label) for each in allowed}
        return ours | actions


def act(
    bulk: Bulk, admin: BulkAdmin, request: HttpRequest, chosen: QuerySet[Any]
) -> HttpResponse | None:
    """The page that asks, or back to the list once it is done. Django has chosen the rows."""
    number, at = chosen.count(), timezone.now()
    if number > MOST_ROWS:
        said = _("%(number)d are selected, and at most %(most)d go at once. Narrow the list first.")
        messages.error(request, said % {"number": number, "most": MOST_ROWS})
        return None
    confirmed = CONFIRMED in request.POST
    form = bulk.form(request.POST if confirmed else None)
    rows = bulk.rows(chosen, at)
    if confirmed and form.is_valid():
        _tell(request, bulk, [_done(bulk, row, form.cleaned_data, request, at) for row in rows])
        return None
    return admin.own_page(
        request,
        "admin/products/bulk.html",
        title=bulk.label,
        bulk=bulk,
        form=form,
        rows=[row for row in rows if not row.left_out],
        left_out=[row for row in rows if row.left_out],
        checkbox=ACTION_CHECKBOX_NAME,
        confirmed=CONFIRMED,
        list_url=request.get_full_path(),
    )


def _done(bulk: Bulk, row: Row, typed: dict[str, Any], request: HttpRequest, at: datetime) -> Row:
    """The row, with why it was left out if it was refused."""
    if row.left_out:
        return row
    try:
        bulk.carry_out(row.record, typed, request.user, at)
    except REFUSALS as refusal:
        return replace(row, left_out=_in_words(refusal))
    return row


def _in_words(refusal: Exception) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def _tell(request: HttpRequest, bulk: Bulk, rows: Sequence[Row]) -> None:
    left_out = [row for row in rows if row.left_out]
    if number := len(rows) - len(left_out):
        messages.success(request, bulk.done(number))
    if not left_out:
        return
    named = [f"{row.name}: {row.left_out}" for row in left_out[:MOST_NAMED]]
    if more := len(left_out) - len(named):
        named.append(_("And %d more.") % more)
    summary = ngettext("%d was left out.", "%d were left out.", len(left_out)) % len(left_out)
    messages.warning(request, " ".join([summary, *named]))
