from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from products.admin.acting.pages import ActingAdmin
from products.admin.batch_form import BatchForm
from products.admin.coa.comparison import ComparisonMixin, warn_of_alarms
from products.admin.exports import ExportingAdmin
from products.admin.history.timeline import WithTimeline
from products.admin.lists.batches import BatchList
from products.admin.lists.columns import quantity_in_words
from products.derived import COLUMNS
from products.locking import lock_products
from products.models import Batch, RecalledBatch
from products.refresh import refresh
from products.sellable import REASONS, why_not_sellable

STOCK = (
    "state",
    "state_reason",
    "on_hand_now",
    "reserved_now",
    "available",
    "sellable_today",
    "movements",
)


@admin.register(Batch)
class BatchAdmin(ExportingAdmin, WithTimeline, ComparisonMixin, ActingAdmin, BatchList):
    export = "batches"
    form = BatchForm
    raw_id_fields = ["product", "lab_result"]
    readonly_fields = [*STOCK, "comparison", *COLUMNS]
    fieldsets = [
        (_("Stock: changed only by the buttons above"), {"fields": STOCK}),
        (
            _("The batch"),
            {
                "fields": [
                    "product",
                    "store",
                    "number",
                    "lab_result",
                    "expires_on",
                    "produced_on",
                    "received_on",
                    "package_tag",
                ]
            },
        ),
        (_("What an import assumed"), {"fields": ["assumed"]}),
        (_("Beside the last batch of this product"), {"fields": ["comparison"]}),
        (_("Derived from the lab result, the product and its format"), {"fields": COLUMNS}),
    ]
    change_form_template = "admin/products/batch/change_form.html"

    def get_fieldsets(self, request: HttpRequest, obj: Batch | None = None) -> Any:
        """A new batch has nothing yet but what is typed."""
        return self.fieldsets if obj else self.fieldsets[1:2]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what is available by now, as on the list."""
        if batch := context.get("original"):
            self.add_facts([batch])
        return super().render_change_form(request, context, *args, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Batch | None = None) -> list[str]:
        """A batch that has a history stays the product and store that it was.

        One that was recalled keeps its number, too: by it others know what was recalled.
        """
        if obj is None:
            return self.readonly_fields
        was_recalled = RecalledBatch.objects.filter(batch=obj).exists()
        return [*self.readonly_fields, "product", "store", *(["number"] if was_recalled else [])]

    def lock(self, record: QuerySet[Batch]) -> None:
        """The product before its batch: a recall of the number does so, and one of both is first."""
        lock_products(set(record.values_list("product", flat=True)))
        super().lock(record)

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        saved = Batch.objects.filter(pk=form.instance.pk)
        refresh(saved, at=timezone.now())
        if "lab_result" in form.changed_data:
            warn_of_alarms(request, saved.select_related("product", "store"))

    def response_post_save_add(self, request: HttpRequest, obj: Batch) -> HttpResponseRedirect:
        """To its own page, where the next thing is to receive it."""
        return HttpResponseRedirect(reverse("admin:products_batch_change", args=[obj.pk]))

    @admin.display(description=_("on hand"))
    def on_hand_now(self, batch: Batch) -> str:
        return quantity_in_words(batch.on_hand, batch.product)

    @admin.display(description=_("sellable today"))
    def sellable_today(self, batch: Batch) -> SafeString | str:
        codes = why_not_sellable(batch, at=timezone.now())
        reasons = format_html_join("", "<li>{}</li>", ((REASONS[code],) for code in codes))
        return format_html("{}<ul>{}</ul>", _("No."), reasons) if codes else str(_("Yes."))

    @admin.display(description=_("movements"))
    def movements(self, batch: Batch) -> SafeString | str:
        url = reverse("admin:products_movement_changelist")
        return format_html('<a href="{}?batch__id__exact={}">{}</a>', url, batch.pk, _("See them"))
