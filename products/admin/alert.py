from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from herbology.admin_site import LabelledInline, ReadOnlyAdmin
from products.admin.lists.columns import link_to
from products.alerts import amount
from products.models import ReorderPoint, StockAlert


class ReorderPointInline(LabelledInline):
    """On the product's page: one row for each store that should never run short of it."""

    model = ReorderPoint


class OpenFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Open")), ("no", _("Cleared"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[StockAlert]
    ) -> QuerySet[StockAlert]:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(cleared_at__isnull=self.value() == "yes")


@admin.register(StockAlert)
class StockAlertAdmin(ReadOnlyAdmin):
    """What the limits told, and when: written by `products.alerts` alone."""

    list_display = [
        "kind",
        "product",
        "store",
        "batch_number",
        "left",
        "limit",
        "raised_at",
        "cleared_at",
    ]
    list_filter = [OpenFilter, "kind", "store"]
    list_select_related = ["product", "store", "batch"]
    search_fields = ["product__name", "product__registration_number", "batch__number"]
    search_help_text = _("Product, registration number or SKU, batch number.")
    fields = ["kind", "product", "store", "batch", "left", "limit", "raised_at", "cleared_at"]

    @admin.display(description=_("batch"))
    def batch_number(self, alert: StockAlert) -> SafeString | str:
        return link_to(alert.batch, alert.batch.number if alert.batch else "")

    @admin.display(description=_("left"))
    def left(self, alert: StockAlert) -> str:
        if alert.kind == StockAlert.Kind.EXPIRY and alert.figure <= 0:
            return str(_("expired"))
        return _amount(alert, "figure")

    @admin.display(description=_("limit"))
    def limit(self, alert: StockAlert) -> str:
        return _amount(alert, "threshold")


def _amount(alert: StockAlert, field: str) -> str:
    """With its unit: what can be sold for low stock, days before expiry otherwise."""
    figure = getattr(alert, field)
    if alert.kind == StockAlert.Kind.LOW_STOCK:
        return amount(figure, alert.product.stock_unit)
    days = int(figure)
    return ngettext("%d day", "%d days", days) % days
