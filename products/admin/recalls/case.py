"""The list of recalls, and the report of each, for the screen, for paper and as a file."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Aggregate, Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from herbology.csv_text import download
from products.admin.recalls.add import PAGES, RecallingAdmin
from products.models import Product, RecallCase, RecalledBatch
from products.reading import plain
from products.recalls.csv_file import lines_of
from products.recalls.report import reports_of, totals_of

BATCHES_A_PAGE = 100
BATCHES_A_LONG_PAGE = 1000  # for printing; what is larger is read as a file


def _of_each_case(together: Aggregate) -> Subquery:
    """A subquery, because what a search or a filter joins would be counted twice."""
    of_case = RecalledBatch.objects.filter(case=OuterRef("pk")).order_by().values("case")
    return Subquery(of_case.annotate(together=together).values("together"))


# Pieces and grams are never added up.
COUNTED = {
    "batches_in_it": _of_each_case(Count("pk")),
    **{
        f"on_hand_{unit}": _of_each_case(
            Sum("batch__on_hand", filter=Q(batch__product__stock_unit=unit))
        )
        for unit in Product.StockUnit.values
    },
}


@admin.register(RecallCase)
class RecallCaseAdmin(RecallingAdmin):
    list_display = [
        "number",
        "named",
        "scope",
        "reason",
        "notice",
        "at",
        "by",
        "batch_count",
        "still_on_hand",
    ]
    when_empty = gettext_lazy("Nothing was ever recalled here.")
    list_filter = ["scope", "at", "batches__batch__store"]
    list_select_related = ["by"]
    search_fields = ["named", "reason", "notice", "batches__batch__number"]
    search_help_text = gettext_lazy("What was recalled, reason, notice or batch number.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[RecallCase]:
        return super().get_queryset(request).annotate(**COUNTED)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        return [
            path("<int:case_id>/csv/", view, name="products_recallcase_csv"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("recall"), ordering="pk")
    def number(self, case: RecallCase) -> str:
        return _("Recall %d") % case.pk

    @admin.display(description=gettext_lazy("batches"))
    def batch_count(self, case: RecallCase) -> int:
        return int(getattr(case, "batches_in_it", 0))

    @admin.display(description=gettext_lazy("still on hand"))
    def still_on_hand(self, case: RecallCase) -> str:
        amounts = (
            (unit, getattr(case, f"on_hand_{unit.value}", None)) for unit in Product.StockUnit
        )
        return (
            ", ".join(f"{plain(amount)} {unit.label}" for unit, amount in amounts if amount) or "0"
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The report, a page of batches at a time; `?long` asks for pages worth printing."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        case = self.get_object(request, object_id)
        if case is None:
            raise Http404
        recalled = RecalledBatch.objects.filter(case=case).select_related(
            "batch__product", "batch__store"
        )
        ordered = recalled.order_by("batch__product__name", "batch__number", "batch__store__name")
        a_page = BATCHES_A_LONG_PAGE if "long" in request.GET else BATCHES_A_PAGE
        page = Paginator(ordered, a_page).get_page(request.GET.get("page"))
        return self.own_page(
            request,
            f"{PAGES}/page.html",
            title=str(case),
            case=case,
            page=page,
            reports=reports_of(list(page), case),
            totals=totals_of(case),
        )

    def csv_view(self, request: HttpRequest, case_id: int) -> StreamingHttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        case = get_object_or_404(RecallCase, pk=case_id)
        return download(lines_of(case), f"recall-{case.pk}.csv")
