"""The queue's page: columns, filters, search, and what is new since it was opened."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from herbology.admin_pages import FarPages
from herbology.admin_site import ReadOnlyAdmin
from products.models import Batch
from recommendations.desk import queue
from recommendations.desk.calls import wants_call
from recommendations.desk.changelist import CountedPages, DeskPages
from recommendations.desk.claims import holder
from recommendations.desk.filters import (
    CameBackFilter,
    CategoryFilter,
    CounselorFilter,
    DispositionFilter,
    OverdueFilter,
    RecalledBatchFilter,
    with_advice_on,
)
from recommendations.desk.waiting import waiting_in_words
from recommendations.desk.words import (
    NOTHING,
    category_in_words,
    disposition_in_words,
    moment_in_words,
    name_of,
)
from recommendations.models import Submission

SAID = ("answers", "pages", "transcript", "contact", "call")


class QueueAdmin(ReadOnlyAdmin):
    list_pages: ClassVar[type[FarPages]] = DeskPages
    paginator = CountedPages
    list_display = [
        "reference",
        "disposition_said",
        "category_said",
        "waiting",
        "claimed",
        "call_said",
        "store",
        "page_state",
    ]
    list_filter = [
        OverdueFilter,
        CameBackFilter,
        "store",
        CategoryFilter,
        DispositionFilter,
        CounselorFilter,
        RecalledBatchFilter,
    ]
    list_select_related = ["store", "claimed_by"]
    list_per_page = 50
    sortable_by = ()  # the order is a rule: what cannot wait comes first
    search_fields = ["reference"]
    search_help_text = _lazy("Reference, such as ABCD-2345, or the number of a suggested batch")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Submission]:
        """Without what patients said: a list shows none of it, and so decrypts none of it."""
        return super().get_queryset(request).defer(*SAID)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.news_view)
        news = path("news/", view, name="recommendations_submission_news")
        return [news, *super().get_urls()]

    def news_view(self, request: HttpRequest) -> JsonResponse:
        """How many came since `since`, in a sentence; nothing else of any submission."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        since = _moment(request.GET.get("since", ""))
        if since is None:
            return JsonResponse({"error": _("since: not a time with its zone")}, status=400)
        number = Submission.objects.filter(queue.arrived_since(since)).count()
        told = ngettext(
            "%d new since you opened this page: show it",
            "%d new since you opened this page: show them",
            number,
        )
        return JsonResponse({"new": number, "text": told % number})

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Submission], search_term: str
    ) -> tuple[QuerySet[Submission], bool]:
        found, repeats = super().get_search_results(request, queryset, search_term)
        if number := search_term.strip():
            found |= with_advice_on(Batch.objects.filter(number__iexact=number), queryset)
        return found, repeats

    @admin.display(description=_lazy("disposition"))
    def disposition_said(self, submission: Submission) -> str:
        return disposition_in_words(submission.disposition)

    @admin.display(description=_lazy("category"))
    def category_said(self, submission: Submission) -> str:
        return category_in_words(submission.category)

    @admin.display(description=_lazy("waiting"))
    def waiting(self, submission: Any) -> SafeString | str:
        return waiting_in_words(submission)

    @admin.display(description=_lazy("claimed by"))
    def claimed(self, submission: Any) -> SafeString:
        who = holder(submission, submission.read_at)
        if who is None:
            return _labelled(_("Claimed by"), NOTHING)
        said = _("You") if who == submission.read_by else name_of(who)
        return _labelled(_("Claimed by"), said)

    @admin.display(description=_lazy("call"))
    def call_said(self, submission: Any) -> SafeString:
        if wants_call(submission):
            return _labelled(_("Call"), format_html("<strong>{}</strong>", _("wanted")))
        if submission.called_at is None:
            return _labelled(_("Call"), NOTHING)
        when = moment_in_words(submission.called_at, submission.read_at)
        return _labelled(_("Call"), _("made %(when)s") % {"when": when})

    @admin.display(description=_lazy("patient's page"))
    def page_state(self, submission: Submission) -> SafeString:
        state = PAGE_STATES.get(submission.state, submission.state)
        return _labelled(_("Patient's page"), str(state))


PAGE_STATES: dict[str, Any] = {
    "waiting": _lazy("waiting"),
    "published": _lazy("published"),
    "withheld": _lazy("withheld"),
}


def _labelled(label: str, value: str) -> SafeString:
    """The label shows on a phone, where the columns have no heads."""
    return format_html('<span class="cell-label">{}: </span>{}', label, value)


def _moment(text: str) -> datetime | None:
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) else None
