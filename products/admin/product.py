from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledInline
from products.admin.acting.dispensing import DispensingAdmin
from products.admin.alert import ReorderPointInline
from products.admin.description import DescriptionForm
from products.admin.exports import ExportingAdmin
from products.admin.history.timeline import WithTimeline
from products.admin.imports.classify import ClassifyingAdmin
from products.admin.lists.batches_on_page import BatchesOnPage
from products.admin.lists.products import ProductList
from products.models import Batch, Movement, Product, ProductAllergen
from products.refresh import refresh_products
from products.stock.ledger import lock


class ProductAllergenInline(LabelledInline):
    model = ProductAllergen


class ProductForm(DescriptionForm):
    shown_to_shoppers = (
        *("name", "description", "ingredients"),
        *("name_es", "description_es", "ingredients_es"),
    )

    class Meta:
        help_texts: ClassVar = {
            "description": _("Once approved, the public page shows it as what the producer says.")
        }


@admin.register(Product)
class ProductAdmin(
    ExportingAdmin, WithTimeline, DispensingAdmin, ClassifyingAdmin, BatchesOnPage, ProductList
):
    export = "products"
    form = ProductForm
    prepopulated_fields = {"slug": ["name"]}
    raw_id_fields = ["strain"]
    inlines = [ProductAllergenInline, ReorderPointInline]
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
                    "price",
                    "active",
                ]
            },
        ),
        (
            _("Description"),
            {"fields": ["description", "description_es", "description_approved"]},
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
        (
            _("In Spanish"),
            {
                "fields": ["name_es", "ingredients_es"],
                "description": _("Beside the English, for those who read the site in Spanish."),
            },
        ),
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Product | None = None) -> Any:
        """What was counted in grams never becomes as many pieces."""
        fixed = super().get_readonly_fields(request, obj)
        has_moved = obj is not None and Movement.objects.filter(batch__product=obj).exists()
        return [*fixed, "stock_unit"] if has_moved else fixed

    def lock(self, record: QuerySet[Product]) -> None:
        """And its batches: the rows write reorder points, which everybody locks after them."""
        super().lock(record)
        lock(Batch.objects.filter(product__in=record).values_list("pk", flat=True))

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        refresh_products([form.instance.pk], at=timezone.now())
