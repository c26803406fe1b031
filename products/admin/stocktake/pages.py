"""Counting the shelf: choose a store, type what is there, look it over, save all of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.admin_site import PlainAdmin
from products.admin.acting.action_form import KeyField, new_key
from products.admin.stocktake.rows import (
    CountRow,
    differences_first,
    rows_of,
    sent_ids,
    take,
    to_count,
)
from products.models import Batch, Format, Store

ROWS_A_PAGE = 50


class PlaceForm(forms.Form):
    store = forms.ModelChoiceField(
        Store.objects.all(),
        label=gettext_lazy("Store"),
        to_field_name="slug",
        empty_label=gettext_lazy("Choose a store"),
    )
    format = forms.ModelChoiceField(
        Format.objects.all(),
        label=gettext_lazy("Format"),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("All formats"),
    )


class TakeForm(forms.Form):
    """What the whole stock-take is saved with."""

    note = forms.CharField(label=gettext_lazy("Note"), max_length=200, required=False)
    idempotency_key = KeyField(required=False)


class StocktakeAdmin(PlainAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.stocktake_view)
        return [path("stocktake/", view, name="products_batch_stocktake"), *super().get_urls()]

    def stocktake_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        place, at = PlaceForm(request.GET or None), timezone.now()
        if not place.is_valid():
            return self._page(request, "stocktake", place=place)
        if request.method == "POST":
            return self._answer(request, place, at)
        page = _shelf(request, place, at)
        context = {"page": page, "rows": rows_of(page), "saving": TakeForm()}
        return self._page(request, "stocktake", place=place, **context)

    def _answer(self, request: HttpRequest, place: PlaceForm, at: datetime) -> HttpResponse:
        """To what was typed: the review, the saved counts, or the figures again."""
        store, step = place.cleaned_data["store"], request.POST.get("step", "review")
        typed, saving = _typed(request, store), TakeForm(request.POST)
        if step == "change" or not typed:
            return self._figures(request, place, at, typed, saving)
        sound = [row for row in typed if row.is_valid()]
        whole = saving.is_valid() and len(sound) == len(typed)
        arguments = {"store": store, "by": request.user, "at": at, **_saved_with(saving)}
        agreed = take(sound, rehearsal=step != "save" or not whole, **arguments)
        if not (whole and agreed):
            for row in sound:
                row.expect_what_is_there()
            return self._figures(request, place, at, typed, saving)
        if step == "save":
            messages.success(request, _summary(store, typed))
            return HttpResponseRedirect(request.get_full_path())
        fresh = TakeForm(saving.cleaned_data | {"idempotency_key": new_key()})
        rows = differences_first(typed)
        return self._page(request, "stocktake_review", place=place, rows=rows, saving=fresh)

    def _figures(
        self,
        request: HttpRequest,
        place: PlaceForm,
        at: datetime,
        typed: Sequence[CountRow],
        saving: TakeForm,
    ) -> HttpResponse:
        """The page of figures again, with everything that was typed and what is wrong with it."""
        page, known = _shelf(request, place, at), {row.batch.pk: row for row in typed}
        on_page = [known.pop(row.batch.pk, row) for row in rows_of(page)]
        context = {
            "page": page,
            "rows": [*known.values(), *on_page],
            "saving": saving,
            "wrong": [row for row in typed if row.errors],
            "none_typed": not typed,
        }
        return self._page(request, "stocktake", place=place, **context)

    def _page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        path = f"admin/products/batch/{template}.html"
        return self.own_page(request, path, title=_("Count the shelf"), **context)


def _shelf(request: HttpRequest, place: PlaceForm, at: datetime) -> Page[Batch]:
    batches = to_count(place.cleaned_data["store"], at)
    if kind := place.cleaned_data["format"]:
        batches = batches.filter(product__format=kind)
    return Paginator(batches, ROWS_A_PAGE).get_page(request.GET.get("p", 1))


def _typed(request: HttpRequest, store: Store) -> list[CountRow]:
    ids = sent_ids(request.POST, most=ROWS_A_PAGE)
    batches = Batch.objects.filter(pk__in=ids, store=store).select_related("product")
    rows = rows_of(batches.order_by("product__name", "number", "pk"), request.POST)
    return [row for row in rows if row.was_counted]


def _saved_with(saving: TakeForm) -> dict[str, str]:
    said = saving.cleaned_data
    return {"note": said.get("note", ""), "key": said.get("idempotency_key", "")}


def _summary(store: Store, rows: Sequence[CountRow]) -> str:
    differing = sum(1 for row in rows if row.difference)
    return _("Stock-take of %(store)s: %(counted)d counted, %(differing)d differ.") % {
        "store": store,
        "counted": len(rows),
        "differing": differing,
    }
