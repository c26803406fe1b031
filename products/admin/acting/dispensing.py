"""Dispensing a product, where the batches that go are those that expire first."""

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.admin_site import PlainAdmin
from products import stock
from products.admin.acting.action_form import ActionForm, amount, note_field, reference_field
from products.availability import available
from products.models import Batch, Movement, Product, Store
from products.reading import plain
from products.sellable import sellable


class DispenseProductForm(ActionForm):
    store = forms.ModelChoiceField(
        Store.objects.filter(active=True),
        label=gettext_lazy("Store"),
        empty_label=gettext_lazy("Choose a store"),
    )
    quantity = amount(gettext_lazy("Quantity"))
    reason = note_field()
    reference = reference_field()


class DispensingAdmin(PlainAdmin):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.dispense_view)
        name = "products_product_dispense"
        return [path("<int:product_id>/dispense/", view, name=name), *super().get_urls()]

    def dispense_view(self, request: HttpRequest, product_id: int) -> HttpResponse:
        if not request.user.has_perm("products.change_batch"):
            raise PermissionDenied
        product, at = get_object_or_404(Product, pk=product_id), timezone.now()
        form = DispenseProductForm(request.POST if request.method == "POST" else None)
        form.say_unit(product.stock_unit)
        if form.is_valid() and _dispensed(request, product, form, at):
            return HttpResponseRedirect(reverse("admin:products_product_change", args=[product.pk]))
        return self.own_page(
            request,
            "admin/products/product/dispense.html",
            title=_("Dispense"),
            product=product,
            shelves=_shelves(product, at),
            form=form,
        )


def _dispensed(
    request: HttpRequest, product: Product, form: DispenseProductForm, at: datetime
) -> bool:
    arguments = form.cleaned_data | {"product": product, "by": request.user, "at": at}
    movements = form.attempt(stock.dispense_product, **arguments)
    if movements is None:
        return False
    messages.success(request, f"{product}: {_parts(movements)}")
    return True


def _parts(movements: Iterable[Movement]) -> str:
    """Which batch gave how much, in words."""
    parts = (
        _("%(quantity)s from batch %(number)s (expires %(day)s)")
        % {
            "quantity": plain(-movement.quantity),
            "number": movement.batch.number,
            "day": movement.batch.expires_on,
        }
        for movement in movements
    )
    return _("dispensed %s.") % ", ".join(parts)


def _shelves(product: Product, at: datetime) -> list[tuple[Store, list[Batch]]]:
    """For each store its batches that can be sold, in the order in which they would go."""
    shelves: dict[int, tuple[Store, list[Batch]]] = {
        store.pk: (store, []) for store in Store.objects.filter(active=True)
    }
    # A day begins at another moment at each store, so each is asked for itself, in one query.
    here = (
        sellable(at=at, store=store)
        .filter(product=product)
        .annotate(available_now=available(at))
        .order_by()
        for store, _batches in shelves.values()
    )
    together = Batch.objects.none().union(*here, all=True)
    for batch in together.order_by("expires_on", "pk"):
        shelves[batch.store_id][1].append(batch)
    return list(shelves.values())
