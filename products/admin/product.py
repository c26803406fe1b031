from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledInline, PlainAdmin
from products.derived import rederive
from products.models import Product, ProductAllergen


class ProductAllergenInline(LabelledInline):
    model = ProductAllergen


@admin.register(Product)
class ProductAdmin(PlainAdmin):
    list_display = ["name", "producer", "format", "strain", "registration_number", "active"]
    list_filter = ["active", "format", "ingredients_known", "contains_alcohol", "stock_unit"]
    list_select_related = ["format", "strain"]
    search_fields = ["name", "registration_number", "producer", "strain__name"]
    search_help_text = _("Name, registration number or SKU, producer or strain.")
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["strain"]
    inlines = [ProductAllergenInline]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "name",
                    "slug",
                    "registration_number",
                    "producer",
                    "format",
                    "strain",
                    "description",
                    "price",
                    "active",
                ]
            },
        ),
        (
            _("Pack and serving"),
            {
                "fields": [
                    "stock_unit",
                    ("pack_amount", "pack_unit"),
                    "servings",
                    "serving_amount",
                    "divides_into",
                    "label_thc_mg_per_serving",
                    "label_cbd_mg_per_serving",
                ]
            },
        ),
        (_("Ingredients"), {"fields": ["ingredients", "ingredients_known", "contains_alcohol"]}),
    ]

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        rederive(form.instance.batches.all())
