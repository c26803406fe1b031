"""One page for each submission: everything needed to decide, and everything that can be done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from herbology import audit
from recommendations import versions
from recommendations.desk import claims
from recommendations.desk.answer_admin import answer
from recommendations.desk.answer_deeds import ANSWERS
from recommendations.desk.answer_page import answer_of
from recommendations.desk.attempts import DONE, attempt
from recommendations.desk.calls import wants_call
from recommendations.desk.deeds import DEEDS
from recommendations.desk.forms import DeedForm
from recommendations.desk.history import history
from recommendations.desk.panels import claim_of, panels, prefix_of
from recommendations.desk.queue_admin import QueueAdmin
from recommendations.desk.whole import person, whole_submission
from recommendations.desk.words import category_in_words, disposition_in_words
from recommendations.links import replace_links
from recommendations.models import Submission
from recommendations.patient.presentation import present
from recommendations.publish import NEVER

CONTACT = {
    "name": _lazy("Name"),
    "reach_by": _lazy("Wants to be reached by"),
    "email": _lazy("E-mail"),
    "phone": _lazy("Phone"),
}


class SubmissionAdmin(QueueAdmin):
    """Answers are read, never edited. A POST does one deed of recommendations.desk.deeds."""

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
        if deed is None:
            raise BadRequest("deed")
        form = deed.form(request.POST, by=person(request), prefix=prefix_of(deed))
        status = attempt(request, submission, form, deed.act)
        if status == DONE:
            messages.success(request, str(deed.told))
            return HttpResponseRedirect(request.path)
        now = whole_submission(str(submission.pk))
        form.see(versions.token(now))
        return self._page(request, now, {deed.name: form}, status=status)

    def _page(
        self,
        request: HttpRequest,
        submission: Submission,
        typed: Mapping[str, DeedForm] | None = None,
        *,
        link: str = "",
        status: int = 200,
    ) -> HttpResponse:
        at, by = timezone.now(), person(request)
        claim = claim_of(submission, by, at)
        answer = answer_of(submission, claim, by, typed or {})
        return self.own_page(
            request,
            "admin/recommendations/submission/page.html",
            status=status,
            title=submission.reference,
            submission=submission,
            page=present(submission, at=at, version=versions.newest(submission)),
            claim=claim,
            panels=panels(submission, claim, by, typed or {}),
            may_act=by.has_perm(claims.MAY_DECIDE),
            link=link,
            answer=answer,
            **_in_words(submission, at),
            history=history(submission, *answer.done),
        )


def _in_words(submission: Submission, at: datetime) -> dict[str, Any]:
    return {
        "never_published": submission.current_assessment.release == NEVER,
        "wants_call": wants_call(submission),
        "disposition": disposition_in_words(submission.disposition),
        "category": category_in_words(submission.category),
        "contact": [
            (CONTACT.get(key, key), value) for key, value in submission.contact.items() if value
        ],
    }


def _new_link(request: HttpRequest, submission: Submission) -> str:
    audit.tell(request, submission)
    secret = replace_links(submission=submission, at=timezone.now())
    return request.build_absolute_uri(reverse("patient:result", args=[secret]))
