from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledFormSet, LabelledInline, PlainAdmin
from products.derived import rederive
from products.models import CannabinoidReading, LabResult, PanelResult
from products.potency import Facts, PotencyError, derive


class ReadingFormSet(LabelledFormSet):
    def clean(self) -> None:
        """Refuse a result that cannot be true of its product, naming the reading."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.instance for form in kept if form.has_changed() or form.instance.pk]
        product = self.instance.product if self.instance.product_id else None
        try:
            derive([row.as_reading() for row in rows], product.facts if product else Facts())
        except PotencyError as error:
            raise ValidationError(str(error)) from error


class ReadingInline(LabelledInline):
    model = CannabinoidReading
    formset = ReadingFormSet
    extra = 4


class PanelInline(LabelledInline):
    model = PanelResult
    extra = 4


@admin.register(LabResult)
class LabResultAdmin(PlainAdmin):
    list_display = ["lot", "product", "laboratory", "certificate_number", "tested_on"]
    list_filter = ["tested_on"]
    list_select_related = ["product"]
    search_fields = ["lot", "certificate_number", "product__name", "product__registration_number"]
    search_help_text = _("Lot, certificate number, product, registration number or SKU.")
    raw_id_fields = ["product"]
    inlines = [ReadingInline, PanelInline]

    def get_readonly_fields(self, request: HttpRequest, obj: LabResult | None = None) -> list[str]:
        """The batches of a saved result are of its product, so that stays."""
        return ["product"] if obj else []

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        rederive(form.instance.batches.all())
