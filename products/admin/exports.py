"""A list as a CSV file: what the list shows now, by its filters and its search, on every page."""

from typing import Any, ClassVar

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from herbology.admin_site import PlainAdmin
from products.exporting.kinds import KINDS, Kind
from products.exporting.lines import in_portions, lines
from products.models import Store


class ExportingAdmin(PlainAdmin):
    export: ClassVar[str]  # the name of a kind

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        name = f"products_{self.opts.model_name}_export"
        return [path("export/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind = KINDS[self.export]
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            url = reverse(f"admin:products_{self.opts.model_name}_changelist")
            return HttpResponseRedirect(f"{url}?{ERROR_FLAG}=1")
        attachment = f'attachment; filename="{_file_name(kind, request)}"'
        return StreamingHttpResponse(
            in_portions(lines(kind, rows)),
            content_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": attachment, "X-Content-Type-Options": "nosniff"},
        )


def _file_name(kind: Kind, request: HttpRequest) -> str:
    """With the store, if the list shows one only, and the day."""
    wanted: Any = request.GET.get(f"{kind.store}__id__exact", "")
    store = Store.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
    place = f"-{store.slug}" if store else ""
    return f"{kind.name}{place}-{timezone.localdate().isoformat()}.csv"
