"""One page for each submission: everything needed to decide, and everything that can be done."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from herbology import audit
from recommendations import versions
from recommendations.desk import claims
from recommendations.desk.answer_admin import answer
from recommendations.desk.answer_deeds import ANSWERS
from recommendations.desk.attempts import DONE, attempt
from recommendations.desk.deeds import DEEDS
from recommendations.desk.forms import DeedForm
from recommendations.desk.page import context
from recommendations.desk.panels import desk_of, prefix_of
from recommendations.desk.queue_admin import QueueAdmin
from recommendations.desk.report.admin import ReportAdmin
from recommendations.desk.stating_admin import statement_page
from recommendations.desk.whole import person, whole_submission
from recommendations.links import replace_links
from recommendations.models import Submission

LONGEST_TERM = 100


class SubmissionAdmin(ReportAdmin, QueueAdmin):
    """Answers are read, never edited. A POST does one deed of recommendations.desk.deeds."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.statement_view)
        name = "recommendations_submission_statement"
        return [path("<object_id>/statement/<key>/", view, name=name), *super().get_urls()]

    def statement_view(self, request: HttpRequest, object_id: str, key: str) -> HttpResponse:
        if not request.user.has_perm(claims.MAY_DECIDE):
            raise PermissionDenied
        return statement_page(self, request, object_id, key)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        submission = whole_submission(object_id)
        if request.method == "POST":
            return self._act(request, submission)
        return self._page(request, submission)

    def _act(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        if not request.user.has_perm(claims.MAY_DECIDE):
            raise PermissionDenied
        if "make_link" in request.POST:
            return self._page(request, submission, link=_new_link(request, submission))
        if request.POST.get("deed") in ANSWERS:
            return answer(request, submission, page=self._page, own=self.own_page)
        deed = DEEDS.get(request.POST.get("deed", ""))
        place = request.POST.get("place", "")
        if deed is None or (place and not (deed.on_place and place.isdecimal())):
            raise BadRequest("deed")
        prefix = prefix_of(deed, place)
        form = deed.form(request.POST, by=person(request), place=place, prefix=prefix)
        status = attempt(request, submission, form, deed.act)
        if status == DONE:
            messages.success(request, str(deed.told))
            return HttpResponseRedirect(request.path)
        now = whole_submission(str(submission.pk))
        form.see(versions.token(now))
        return self._page(request, now, {prefix: form}, status=status)

    def _page(
        self,
        request: HttpRequest,
        submission: Submission,
        typed: Mapping[str, DeedForm] | None = None,
        *,
        link: str = "",
        status: int = 200,
    ) -> HttpResponse:
        desk = desk_of(submission, person(request), timezone.now(), typed)
        term = request.GET.get("find", "").strip()[:LONGEST_TERM]
        return self.own_page(
            request,
            "admin/recommendations/submission/page.html",
            status=status,
            title=submission.reference,
            link=link,
            **context(desk, term=term),
        )


def _new_link(request: HttpRequest, submission: Submission) -> str:
    audit.tell(request, submission)
    secret = replace_links(submission=submission, at=timezone.now())
    return request.build_absolute_uri(reverse("patient:result", args=[secret]))
