from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.admin.coa.comparison import warn_of_alarms
from products.admin.coa.documents import AttachmentsAdmin
from products.admin.coa.form import LabResultForm
from products.admin.coa.rows import CoaInline, PanelInline, ReadingInline
from products.admin.exports import ExportingAdmin
from products.admin.history.timeline import WithTimeline
from products.admin.lists.lab_results import LabResultList
from products.models import LabResult
from products.refresh import refresh


@admin.register(LabResult)
class LabResultAdmin(ExportingAdmin, WithTimeline, AttachmentsAdmin, LabResultList):
    export = "lab_results"
    form = LabResultForm
    raw_id_fields = ["product"]
    inlines = [ReadingInline, PanelInline]
    change_form_template = "admin/products/labresult/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: LabResult | None = None) -> Any:
        certificate = ["product", "lot", "laboratory", "certificate_number", "tested_on"]
        documents = self.document_fields(request, obj)
        return [
            (None, {"fields": [*certificate, "terpenes"]}),
            *([(_("The laboratory's documents"), {"fields": documents})] if documents else []),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: LabResult | None = None) -> list[str]:
        """The batches of a saved result are of its product, so that stays."""
        return ["product", "attached"] if obj else []

    def get_formset_kwargs(
        self, request: HttpRequest, obj: LabResult, inline: Any, prefix: str
    ) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if obj.pk is None and request.method == "GET" and isinstance(inline, CoaInline):
            kwargs["initial"] = inline.initial()
        return kwargs

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        self.save_document(request, form)
        batches = form.instance.batches.select_related("product", "store")
        refresh(batches.all(), at=timezone.now())
        warn_of_alarms(request, batches.all())
