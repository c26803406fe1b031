from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledInline, PlainAdmin
from products.derived import rederive
from products.models import Batch, Format, FormatRoute


class FormatRouteInline(LabelledInline):
    model = FormatRoute


@admin.register(Format)
class FormatAdmin(PlainAdmin):
    list_display = [
        "name",
        "route_names",
        "measure_unit",
        "divides_into",
        "max_total_thc_percent",
        "max_thc_mg_per_serving",
    ]
    search_fields = ["name", "code"]
    inlines = [FormatRouteInline]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("route_rows")

    @admin.display(description=_("routes"))
    def route_names(self, kind: Format) -> str:
        return ", ".join(kind.routes).replace("_", " ")

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        rederive(Batch.objects.filter(product__format=form.instance))
