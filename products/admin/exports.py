"""Lists of the catalogue as CSV files that our own layouts read back."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from herbology.list_export import ListExport
from products.exporting.kinds import KINDS
from products.exporting.lines import lines
from products.models import Store


class ExportingAdmin(ListExport):
    export: ClassVar[str]  # the name of a kind

    def export_lines(self, rows: QuerySet[Any]) -> Iterator[str]:
        return lines(KINDS[self.export], rows)

    def export_name(self, request: HttpRequest) -> str:
        """With the store, if the list shows one only, and the day."""
        kind = KINDS[self.export]
        wanted: Any = request.GET.get(f"{kind.store}__id__exact", "")
        store = Store.objects.filter(pk=wanted).first() if wanted.isdecimal() else None
        place = f"-{store.slug}" if store else ""
        return f"{kind.name}{place}-{timezone.localdate().isoformat()}.csv"
