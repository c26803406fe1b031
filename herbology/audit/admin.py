from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import ReadOnlyAdmin
from herbology.audit.entry import AuditEntry
from herbology.audit.export import lines
from herbology.audit.filters import DayFilter, ModelFilter, as_day, of_day


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
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

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name="herbology_auditentry_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """What the list shows now, by its filters and its search, on every page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            entries: QuerySet[Any] = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            url = reverse("admin:herbology_auditentry_changelist")
            return HttpResponseRedirect(f"{url}?{ERROR_FLAG}=1")
        name = f"audit-log-{timezone.localdate().isoformat()}.csv"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        }
        return StreamingHttpResponse(
            lines(entries), content_type="text/csv; charset=utf-8", headers=headers
        )
