"""One page for each submission: everything needed to decide, and everything that can be done."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from herbology import audit
from recommendations import versions
from recommendations.desk import claims, earlier, stock_now
from recommendations.desk.calls import wants_call
from recommendations.desk.deeds import DEEDS, Deed
from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.desk.forms import DeedForm
from recommendations.desk.history import history
from recommendations.desk.panels import claim_of, panels, prefix_of
from recommendations.desk.queue_admin import QueueAdmin
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
REFUSED, CLAIMED_BY_ANOTHER = 422, 409


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
        submission = _whole_submission(object_id)
        if request.method == "POST":
            return self._act(request, submission)
        return self._page(request, submission)

    def _act(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        if not request.user.has_perm(claims.MAY_DECIDE):
            raise PermissionDenied
        if "make_link" in request.POST:
            return self._page(request, submission, link=_new_link(request, submission))
        deed = DEEDS.get(request.POST.get("deed", ""))
        if deed is None:
            raise BadRequest("deed")
        form = deed.form(request.POST, by=_person(request), prefix=prefix_of(deed))
        status = _attempt(request, submission, deed, form)
        if not status:
            messages.success(request, str(deed.told))
            return HttpResponseRedirect(request.path)
        now = _whole_submission(str(submission.pk))
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
        at, by = timezone.now(), _person(request)
        claim, version = claim_of(submission, by, at), versions.newest(submission)
        return self.own_page(
            request,
            "admin/recommendations/submission/page.html",
            status=status,
            title=submission.reference,
            submission=submission,
            page=present(submission, at=at, version=version),
            claim=claim,
            panels=panels(submission, claim, by, typed or {}),
            may_act=by.has_perm(claims.MAY_DECIDE),
            link=link,
            others=earlier.others(submission),
            **stock_now.context(submission, version, at),
            **_in_words(submission, at),
        )


def _attempt(request: HttpRequest, submission: Submission, deed: Deed, form: DeedForm) -> int:
    """0 when it is done, else the status of the page that says why not."""
    if not form.is_valid():
        return REFUSED
    by, at = _person(request), timezone.now()
    try:
        if "claim_first" in request.POST:
            claims.claim(submission=submission, by=by, at=at)
        deed.act(submission=submission, by=by, at=at, **form.cleaned_data)
    except UnclaimedError as refusal:
        form.add_error(None, str(refusal))
        return CLAIMED_BY_ANOTHER
    except DeskError as refusal:
        form.add_error(None, str(refusal))
        return REFUSED
    return 0


def _in_words(submission: Submission, at: datetime) -> dict[str, Any]:
    return {
        "never_published": submission.current_assessment.release == NEVER,
        "wants_call": wants_call(submission),
        "disposition": disposition_in_words(submission.disposition),
        "category": category_in_words(submission.category),
        "contact": [
            (CONTACT.get(key, key), value) for key, value in submission.contact.items() if value
        ],
        "history": history(submission),
    }


def _new_link(request: HttpRequest, submission: Submission) -> str:
    audit.tell(request, submission)
    secret = replace_links(submission=submission, at=timezone.now())
    return request.build_absolute_uri(reverse("patient:result", args=[secret]))


def _whole_submission(object_id: str) -> Submission:
    whole = Submission.objects.select_related("store", "follows", "claimed_by").prefetch_related(
        "assessments__edition",
        "assessments__reviews__by",
        "assessments__suggestions",
        "assessments__amendments__by",
        "advised",
        "watched__product",
        "messages__by",
        "desk_events__by",
        "desk_events__to",
    )
    try:
        return whole.get(pk=object_id)
    except (Submission.DoesNotExist, ValueError) as error:
        raise Http404 from error


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)
