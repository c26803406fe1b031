"""A plan that waits: looked at, then applied or thrown away."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.admin.imports.assumptions import assumptions_of
from products.admin.imports.csv_file import as_download
from products.admin.imports.findings import MARK_NAMES, columns_of, split_suspicions, told_of_plan
from products.admin.imports.narrowing import NarrowForm
from products.admin.imports.shown import (
    OUTCOME_NAMES,
    ROWS,
    ShownRow,
    figures_of,
    page_of,
    shows,
)
from products.admin.imports.upload import PAGES, UploadingAdmin, may_import, plan_url
from products.importing import waiting
from products.importing.errors import LayoutError, RefusedError
from products.importing.layout import known as known_layouts
from products.importing.reading.rows import UNCLASSIFIED_MARK
from products.importing.waiting import Line
from products.models import CatalogueImport, WaitingImport

GONE = gettext_lazy(
    "This plan is no longer here: it was applied or discarded, or it is being applied at this"
    " moment. What was applied stands at the top of this list."
)


def of_plan(
    view: Callable[[Any, HttpRequest, WaitingImport], HttpResponseBase],
) -> Callable[[Any, HttpRequest, int], HttpResponseBase]:
    """Gives the view its plan. Sent twice, or by two people: the first of them has done it."""

    @wraps(view)
    def view_of_plan(self: Any, request: HttpRequest, plan_id: int) -> HttpResponseBase:
        if not may_import(request):
            raise PermissionDenied
        plan = WaitingImport.objects.select_related("store", "by").filter(pk=plan_id).first()
        if plan is None:
            messages.warning(request, GONE)
            return _to_list()
        return view(self, request, plan)

    return view_of_plan


class PlanningAdmin(UploadingAdmin):
    def get_urls(self) -> list[URLPattern]:
        pages = {
            "plan": ("waiting/<int:plan_id>/", self.plan_view),
            "plan_csv": ("waiting/<int:plan_id>/csv/", self.plan_csv_view),
            "apply": ("waiting/<int:plan_id>/apply/", self.apply_view),
            "discard": ("waiting/<int:plan_id>/discard/", self.discard_view),
        }
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"products_catalogueimport_{name}")
            for name, (route, view) in pages.items()
        ]
        return [*ours, *super().get_urls()]

    @of_plan
    def plan_view(self, request: HttpRequest, plan: WaitingImport) -> HttpResponse:
        lines = waiting.lines(plan)
        suspicions, told = split_suspicions(told_of_plan(lines))
        narrowing = _narrowing(request, columns_of(told))
        show = shows(request)
        rows = [_shown(line) for line in lines if line.outcome]
        found: list[Any] = [each for each in told if narrowing.keeps(each)]
        if show == ROWS:
            found = [row for row in rows if narrowing.keeps_row(row)]
        return self.own_page(
            request,
            f"{PAGES}/plan.html",
            title=_("Plan: %s") % plan.file_name,
            plan=plan,
            seconds=waiting.expected_seconds(plan),
            suspicions=suspicions,
            narrowing=narrowing,
            show=show,
            page=page_of(found, request),
            findings_number=len(told),
            rows_number=len(rows),
            **_layout_context(plan.layout_name),
            will_change=any(plan.counts.get(name) for name in ("created", "changed")),
            unclassified=plan.counts.get(UNCLASSIFIED_MARK, 0),
            **figures_of(plan.counts),
        )

    @of_plan
    def plan_csv_view(self, request: HttpRequest, plan: WaitingImport) -> HttpResponseBase:
        told = told_of_plan(waiting.lines(plan))
        narrowing = _narrowing(request, columns_of(told))
        found = [each for each in told if narrowing.keeps(each)]
        return as_download(found, f"plan-{plan.pk}-findings.csv")

    @of_plan
    def apply_view(self, request: HttpRequest, plan: WaitingImport) -> HttpResponse:
        """Whatever refuses it, the plan that waits is shown again, made anew if need be."""
        if request.method != "POST":
            return HttpResponseRedirect(plan_url(plan))
        try:
            record = waiting.apply(plan, by=cast(User, request.user), at=timezone.now())
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(plan_url(plan))
        messages.success(request, _("Applied. Below is what was done."))
        return _to_import(record)

    @of_plan
    def discard_view(self, request: HttpRequest, plan: WaitingImport) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseRedirect(plan_url(plan))
        plan.delete()
        messages.success(
            request, _("The plan of %s is discarded. Nothing was imported.") % plan.file_name
        )
        return _to_list()


def _narrowing(request: HttpRequest, columns: list[str]) -> NarrowForm:
    return NarrowForm(request.GET, outcomes=OUTCOME_NAMES, marks=MARK_NAMES, columns=columns)


def _shown(line: Line) -> ShownRow:
    return ShownRow(line.row, line.outcome, line.what, told_of_plan([line]))


def _layout_context(name: str) -> dict[str, Any]:
    try:
        layout = known_layouts.find_layout(name)
    except LayoutError as refusal:
        return {"layout_fault": str(refusal)}
    return {"layout": layout, "assumptions": assumptions_of(layout)}


def _to_import(record: CatalogueImport) -> HttpResponseRedirect:
    url = reverse("admin:products_catalogueimport_change", args=[record.pk])
    return HttpResponseRedirect(url)


def _to_list() -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:products_catalogueimport_changelist"))
