from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledInline
from products import alerts
from products.admin.history.timeline import WithTimeline
from products.admin.lists.columns import PageOfRows, count_of, link_to_list
from products.figures.needs import STOCK
from products.models import Batch, OpeningHours, ReorderPoint, StockAlert, Store


class OpeningHoursInline(LabelledInline):
    model = OpeningHours


@admin.register(Store)
class StoreAdmin(WithTimeline):
    list_pages = PageOfRows
    list_display = ["name", "phone", "time_zone", "batches", "active"]
    list_filter = ["active"]
    search_fields = ["name", "address"]
    search_help_text = _("Name or address.")
    when_empty = _("No store yet. Add the first one: batches are always at a store.")
    prepopulated_fields = {"slug": ["name"]}
    inlines = [OpeningHoursInline]

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        """Nobody orders for a store that is closed."""
        super().save_related(request, form, formsets, change)
        alerts.watch_products(_watched_at(form.instance), at=timezone.now())

    def add_facts(self, stores: Sequence[Any]) -> None:
        numbers = count_of(Batch.objects.filter(STOCK), "store", stores)
        for store in stores:
            store.batches_number = numbers.get(store.pk, 0)

    @admin.display(description=_("batches with stock"))
    def batches(self, store: Any) -> SafeString | str:
        query = f"store__id__exact={store.pk}&needs=stock"
        return link_to_list("batch", query, store.batches_number)


def _watched_at(store: Store) -> set[int]:
    """The keys of products of which a limit there is set, or something was told and still stands."""
    limited = ReorderPoint.objects.filter(store=store).values_list("product", flat=True)
    told = StockAlert.objects.filter(store=store, cleared_at=None)
    return {*limited, *told.values_list("product", flat=True)}
