"""Whether an import stands, was taken back, or was never finished."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.models import CatalogueImport


class StateFilter(SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("applied", gettext_lazy("Applied")),
            ("undone", gettext_lazy("Undone")),
            ("unfinished", gettext_lazy("Not finished")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        wanted = {
            "applied": Q(undone_at=None, finished_at__isnull=False),
            "undone": Q(undone_at__isnull=False),
            "unfinished": Q(undone_at=None, finished_at=None),
        }
        return queryset.filter(wanted.get(self.value() or "", Q()))


def state_of(record: CatalogueImport) -> str:
    if record.undone_at is not None:
        said = _("Undone on %(at)s by %(by)s")
        at, by = record.undone_at, record.undone_by
    elif record.finished_at is not None:
        return _("Applied")
    else:
        said = _("Not finished: started on %(at)s by %(by)s")
        at, by = record.applied_at, record.by
    when = localtime(at).strftime("%Y-%m-%d %H:%M")
    return said % {"at": when, "by": by or _("the command line")}
