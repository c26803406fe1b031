from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from herbology.audit.entry import AuditEntry
from herbology.audit.export import lines
from herbology.audit.filters import DayFilter, ModelFilter, as_day, of_day
from herbology.list_export import ListExport


@admin.register(AuditEntry)
class AuditEntryAdmin(ListExport, ReadOnlyAdmin):
    """Who saw and did what. Looking here is written down, too."""

    list_display = ["at", "username", "action", "record", "page"]
    list_filter = ["action", "by", ModelFilter, DayFilter]
    search_fields = ["text"]
    search_help_text = _("A record, such as ABCD-2345, or a day, such as 2026-11-22.")
    list_per_page = 50

    @admin.display(description=_("record"), ordering="text")
    def record(self, entry: AuditEntry) -> str:
        name = entry.text or (f"#{entry.key}" if entry.key else "")
        return " ".join(filter(None, (entry.model_in_words, name)))

    @admin.display(description=_("page"), ordering="path")
    def page(self, entry: AuditEntry) -> str:
        return entry.path.removeprefix("/admin/")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry], search_term: str
    ) -> tuple[QuerySet[AuditEntry], bool]:
        if day := as_day(search_term.strip()):
            return of_day(queryset, day), False
        return super().get_search_results(request, queryset, search_term)

    def export_lines(self, rows: QuerySet[Any]) -> Iterator[str]:
        return lines(rows)

    def export_name(self, request: HttpRequest) -> str:
        return f"audit-log-{timezone.localdate().isoformat()}.csv"
