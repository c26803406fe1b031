"""The list of lab results: what was found, which batches rest on it, what is attached."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from products.admin.lists.columns import PageOfRows, count_of, link_to, link_to_list
from products.admin.lists.filters import PanelsFilter
from products.admin.lists.searching import Places, QuickSearch, lab_results_with, products_with
from products.derived import panels_outcome
from products.models import Attachment, Batch, LabResult, PanelResult


class LabResultList(QuickSearch, PlainAdmin):
    list_pages = PageOfRows
    list_display = [
        "lot",
        "product_link",
        "laboratory",
        "certificate_number",
        "tested_on",
        "panels",
        "batches",
        "documents",
    ]
    list_filter = [PanelsFilter, "tested_on"]
    list_select_related = ["product"]
    list_per_page = 50
    sortable_by = ["tested_on"]
    search_fields = ["lot"]
    search_help_text = _("Lot or certificate number (its beginning), product, producer or SKU.")
    when_empty = _("No lab result yet. Add the first one as it stands on the certificate.")

    def add_facts(self, results: Sequence[Any]) -> None:
        """What the columns say, in three queries."""
        outcomes: dict[int, dict[str, str]] = {result.pk: {} for result in results}
        rows = PanelResult.objects.filter(lab_result__in=outcomes).order_by()
        for pk, panel, outcome in rows.values_list("lab_result", "panel", "outcome"):
            outcomes[pk][panel] = outcome
        batches = count_of(Batch.objects.all(), "lab_result", results)
        documents = count_of(Attachment.objects.all(), "lab_result", results)
        for result in results:
            result.outcome = panels_outcome(outcomes[result.pk])
            result.batches_number = batches.get(result.pk, 0)
            result.documents_number = documents.get(result.pk, 0)

    def places(self, word: str) -> Places:
        yield LabResult.objects.filter(pk__in=lab_results_with(word))
        yield LabResult.objects.filter(product__in=products_with(word))

    @admin.display(description=_("product"))
    def product_link(self, result: LabResult) -> SafeString | str:
        return link_to(result.product)

    @admin.display(description=_("panels"))
    def panels(self, result: Any) -> str:
        return str(Batch.PanelsOutcome(result.outcome).label)

    @admin.display(description=_("batches"))
    def batches(self, result: Any) -> SafeString | str:
        return link_to_list("batch", f"lab_result__id__exact={result.pk}", result.batches_number)

    @admin.display(description=_("documents"))
    def documents(self, result: Any) -> int:
        return int(result.documents_number)
