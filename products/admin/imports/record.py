"""The list of imports, with the plans that wait above it, and the page of each."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.admin.imports.csv_file import as_download
from products.admin.imports.findings import (
    MARK_NAMES,
    Told,
    by_row,
    columns_of,
    split_suspicions,
    told_of_import,
)
from products.admin.imports.imported_rows import found_rows, shown_row
from products.admin.imports.narrowing import NarrowForm
from products.admin.imports.shown import FINDINGS, ROWS, figures_of, page_of, shows
from products.admin.imports.states import StateFilter, state_of
from products.admin.imports.undoing import UndoingAdmin
from products.admin.imports.upload import PAGES, may_import
from products.importing.reading.rows import UNCLASSIFIED_MARK
from products.models import CatalogueImport, ImportedRow, WaitingImport

KEPT = ("created", "changed")  # the outcomes whose rows an import keeps


@admin.register(CatalogueImport)
class CatalogueImportAdmin(UndoingAdmin):
    list_display = ["number", "file_name", "state", "outcome", "layout_name", "store", "at", "who"]
    list_display_links = ["number", "file_name"]
    list_filter = [StateFilter, "store", "layout_name"]
    search_fields = ["file_name", "layout_name", "file_sha256"]
    search_help_text = gettext_lazy("File, layout, or the SHA-256 of a file.")
    sortable_by = ()
    when_empty = gettext_lazy("Nothing was imported yet.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CatalogueImport]:
        """Without what was found, which may be a hundred thousand lines."""
        whole = super().get_queryset(request).select_related("store", "by", "undone_by")
        return whole.defer("findings")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.csv_view)
        name = "products_catalogueimport_csv"
        return [path("<int:record_id>/csv/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        waiting = WaitingImport.objects.defer("content", "lines").select_related("store", "by")
        plans = list(waiting) if may_import(request) else []
        return super().changelist_view(request, {**(extra_context or {}), "plans": plans})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = self.get_object(request, object_id)
        if record is None:
            raise Http404
        return self._record_page(request, record)

    def _record_page(self, request: HttpRequest, record: CatalogueImport) -> HttpResponse:
        suspicions, told = split_suspicions(told_of_import(record.findings))
        show, rows = shows(request), ImportedRow.objects.filter(catalogue_import=record)
        narrowing, page = _rows(request, rows, told) if show == ROWS else _findings(request, told)
        title = _("Import %(number)s: %(file)s")
        return self.own_page(
            request,
            f"{PAGES}/page.html",
            title=title % {"number": record.pk, "file": record.file_name},
            record=record,
            state=state_of(record),
            suspicions=suspicions,
            narrowing=narrowing,
            show=show,
            page=page,
            findings_number=len(told),
            rows_number=rows.count(),
            unclassified=record.counts.get(UNCLASSIFIED_MARK, 0),
            **figures_of(record.counts, shown=KEPT, marked=FINDINGS),
        )

    def csv_view(self, request: HttpRequest, record_id: int) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        record = get_object_or_404(CatalogueImport, pk=record_id)
        _narrowing, found = _narrowed(request, told_of_import(record.findings))
        return as_download(found, f"import-{record.pk}-findings.csv")

    @admin.display(description=gettext_lazy("import"))
    def number(self, record: CatalogueImport) -> str:
        return _("Import %d") % record.pk

    @admin.display(description=gettext_lazy("by"))
    def who(self, record: CatalogueImport) -> str:
        return str(record.by or _("the command line"))

    @admin.display(description=gettext_lazy("applied at"))
    def at(self, record: CatalogueImport) -> datetime:
        return record.applied_at

    @admin.display(description=gettext_lazy("rows"))
    def outcome(self, record: CatalogueImport) -> str:
        return _("%(created)d created, %(changed)d changed, %(refused)d refused") % {
            name: record.counts.get(name, 0) for name in ("created", "changed", "refused")
        }

    @admin.display(description=gettext_lazy("state"))
    def state(self, record: CatalogueImport) -> str:
        return state_of(record)


def _rows(
    request: HttpRequest, rows: QuerySet[ImportedRow], told: Sequence[Told]
) -> tuple[NarrowForm, Page[Any]]:
    narrowing = NarrowForm(request.GET, outcomes=KEPT)
    page = page_of(found_rows(rows, narrowing), request)
    by_number = by_row(told)
    page.object_list = [shown_row(row, by_number) for row in page]
    return narrowing, page


def _findings(request: HttpRequest, told: Sequence[Told]) -> tuple[NarrowForm, Page[Any]]:
    narrowing, found = _narrowed(request, told)
    return narrowing, page_of(found, request)


def _narrowed(request: HttpRequest, told: Sequence[Told]) -> tuple[NarrowForm, list[Told]]:
    narrowing = NarrowForm(request.GET, marks=MARK_NAMES, columns=columns_of(told))
    return narrowing, [each for each in told if narrowing.keeps(each)]
