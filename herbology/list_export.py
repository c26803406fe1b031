"""A list as a CSV file: what the list shows now, by its filters and its search, on every page."""

from collections.abc import Iterator
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from herbology.admin_site import PlainAdmin
from herbology.csv_text import download


class ListExport(PlainAdmin):
    def export_lines(self, rows: QuerySet[Any]) -> Iterator[str]:
        """The header and a line for each record, in the order of `rows`."""
        raise NotImplementedError

    def export_name(self, request: HttpRequest) -> str:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=self._url_name("export")), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            url = reverse(f"admin:{self._url_name('changelist')}")
            return HttpResponseRedirect(f"{url}?{ERROR_FLAG}=1")
        return download(self.export_lines(rows), self.export_name(request))

    def _url_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"
