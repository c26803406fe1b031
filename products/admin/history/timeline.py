"""The history of a record as one line of time: edits, movements, changes of state and imports."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.admin.views.main import PAGE_VAR
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, F, Model, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from herbology.admin_site import PlainAdmin
from products.admin.history import entries
from products.admin.history.entries import Entry
from products.admin.history.imported import rows_about
from products.models import Batch, LabResult, Product, Strain

ENTRIES_A_PAGE = 100

Key = tuple[datetime, str, int]  # when, the name of the source, the row in it


@dataclass(frozen=True, slots=True)
class Source:
    """Rows that tell of a record, the path to their time, and how they are told, in order."""

    rows: QuerySet[Any]
    at: str
    tell: Callable[[Sequence[Any]], list[Entry]]


def sources_of(record: Model) -> dict[str, Source]:
    """By name. A transfer's arrival and departure name each other's store."""
    kind = ContentType.objects.get_for_model(record)
    edits = LogEntry.objects.filter(content_type=kind, object_id=str(record.pk))
    found = {"edit": Source(edits.select_related("user"), "action_time", entries.of_edits)}
    if isinstance(record, Batch):
        states = record.state_changes.select_related("by")
        movements = record.movements.select_related(
            "by", "batch__product", "counterpart__batch__store", "arrival__batch__store"
        )
        found["state"] = Source(states, "at", entries.of_state_changes)
        found["movement"] = Source(movements, "at", entries.of_movements)
    if isinstance(record, Product | Batch | LabResult | Strain):
        rows = rows_about(record).select_related("catalogue_import__by")
        undone = rows.exclude(catalogue_import__undone_at=None)
        tell, tell_undone = (
            partial(told, record=record) for told in (entries.of_imports, entries.of_undone_imports)
        )
        found["import"] = Source(rows, "catalogue_import__applied_at", tell)
        found["undone"] = Source(undone, "catalogue_import__undone_at", tell_undone)
    return found


def timeline(sources: dict[str, Source]) -> QuerySet[Any, Any]:
    """The keys of all entries, newest first, as one query that can be counted and cut."""
    first, *others = (
        source.rows.order_by()
        .annotate(happened_at=F(source.at), source=Value(name, CharField()))
        .values_list("happened_at", "source", "pk")
        for name, source in sources.items()
    )
    return first.union(*others, all=True).order_by("-happened_at", "source", "-pk")


def entries_of(keys: Iterable[Key], sources: dict[str, Source]) -> list[Entry]:
    """In the order of the keys, with one query for each source that they name."""
    keys = list(keys)
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for _at, name, pk in keys:
        wanted[name].append(pk)
    told: dict[tuple[str, int], Entry] = {}
    for name, pks in wanted.items():
        rows = list(sources[name].rows.filter(pk__in=pks))
        told |= zip(((name, row.pk) for row in rows), sources[name].tell(rows), strict=True)
    return [told[name, pk] for _at, name, pk in keys]


class WithTimeline(PlainAdmin):
    object_history_template = "admin/products/history.html"

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page = super().history_view(request, object_id, extra_context)
        if not isinstance(page, TemplateResponse) or page.context_data is None:
            return page  # it says that there is no such record
        sources = sources_of(page.context_data["object"])
        paginator = self.get_paginator(request, timeline(sources), ENTRIES_A_PAGE)
        shown = paginator.get_page(request.GET.get(PAGE_VAR, 1))
        page.context_data |= {
            "entries": entries_of(shown, sources),
            "action_list": shown,
            "page_range": paginator.get_elided_page_range(shown.number),
            "pagination_required": paginator.num_pages > 1,
        }
        return page
