from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledInline
from herbology.claims.forms import ClaimFreeForm
from products.admin.history.timeline import WithTimeline
from products.admin.lists.columns import PageOfRows, count_of, link_to_list
from products.models import Batch, Format, FormatRoute, Product
from products.refresh import refresh
from products.search import index_format


class FormatRouteInline(LabelledInline):
    model = FormatRoute


class FormatForm(ClaimFreeForm):
    shown_to_shoppers = ("name", "name_es")


@admin.register(Format)
class FormatAdmin(WithTimeline):
    form = FormatForm
    list_pages = PageOfRows
    list_display = [
        "name",
        "route_names",
        "measure_unit",
        "divides_into",
        "max_total_thc_percent",
        "max_thc_mg_per_serving",
        "products",
    ]
    search_fields = ["name", "code"]
    search_help_text = _("Name or code.")
    inlines = [FormatRouteInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("route_rows")

    def add_facts(self, formats: Sequence[Any]) -> None:
        numbers = count_of(Product.objects.all(), "format", formats)
        for kind in formats:
            kind.products_number = numbers.get(kind.pk, 0)

    @admin.display(description=_("products"))
    def products(self, kind: Any) -> SafeString | str:
        return link_to_list("product", f"format__id__exact={kind.pk}", kind.products_number)

    @admin.display(description=_("routes"))
    def route_names(self, kind: Format) -> str:
        return ", ".join(kind.routes).replace("_", " ")

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        index_format(form.instance)
        refresh(Batch.objects.filter(product__format=form.instance), at=timezone.now())
