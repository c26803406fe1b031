"""The report's page and file, for whoever holds its permission, whether or not they see submissions."""

from collections.abc import Callable
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from herbology.admin_site import ReadOnlyAdmin
from herbology.csv_text import download
from products.models import Store
from recommendations.desk.report.csv_file import lines_of
from recommendations.desk.report.facts import Period
from recommendations.desk.report.figures import Figures, figures_of
from recommendations.desk.report.forms import NarrowingForm
from recommendations.desk.report.period import period_of
from recommendations.desk.report.reading import read
from recommendations.desk.report.sections import sections
from recommendations.desk.report.ways import WAYS
from recommendations.desk.targets import TARGET_MINUTES

MAY_READ = "recommendations.view_desk_report"
REPORT = "recommendations_submission_report"


class ReportAdmin(ReadOnlyAdmin):
    def get_urls(self) -> list[URLPattern]:
        pages: tuple[tuple[str, Callable[..., HttpResponseBase], str], ...] = (
            ("report/", self.report_view, REPORT),
            ("report/csv/", self.report_csv_view, f"{REPORT}_csv"),
        )
        own = [path(at, self.admin_site.admin_view(view), name=name) for at, view, name in pages]
        return [*own, *super().get_urls()]

    def report_view(self, request: HttpRequest) -> HttpResponseBase:
        form = _asked(request)
        days, store = form.chosen()
        at = timezone.now()
        period = period_of(days, at)
        return self.own_page(
            request,
            "admin/recommendations/submission/report.html",
            title=_("Report on the desk"),
            form=form,
            period=period,
            store=store,
            sees_queue=self.has_view_permission(request),
            **sections(_figures(period, store, at)),
        )

    def report_csv_view(self, request: HttpRequest) -> HttpResponseBase:
        form = _asked(request)
        if not form.is_valid():  # the page says what is wrong
            page = reverse(f"admin:{REPORT}")
            return HttpResponseRedirect(f"{page}?{request.GET.urlencode()}")
        days, store = form.chosen()
        at = timezone.now()
        period = period_of(days, at)
        lines = lines_of(_figures(period, store, at), period, store.name if store else "")
        place = f"-{store.slug}" if store else ""
        name = f"desk-report{place}-{days}-days-{timezone.localdate(at).isoformat()}.csv"
        return download(lines, name)


def _figures(period: Period, store: Store | None, at: datetime) -> Figures:
    return figures_of(read(period, store, at), dispositions=TARGET_MINUTES, ways=WAYS)


def _asked(request: HttpRequest) -> NarrowingForm:
    if not request.user.has_perm(MAY_READ):
        raise PermissionDenied
    return NarrowingForm.asked(request.GET)
