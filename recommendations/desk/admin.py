from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from herbology.admin_site import ReadOnlyAdmin
from products.models import Batch
from recommendations.desk.filters import RecalledBatchFilter, with_advice_on
from recommendations.desk.forms import DecisionForm
from recommendations.links import replace_links
from recommendations.models import Submission
from recommendations.patient.presentation import present
from recommendations.publish import NEVER, DecisionError, decide

CONTACT = {
    "name": _lazy("Name"),
    "reach_by": _lazy("Wants to be reached by"),
    "email": _lazy("E-mail"),
    "phone": _lazy("Phone"),
}


class SubmissionAdmin(ReadOnlyAdmin):
    """Submissions are read, never edited. One decision can be taken: publish or withhold."""

    list_display = [
        "reference",
        "submitted_at",
        "state",
        "disposition_in_words",
        "category_in_words",
        "store",
        "call_requested_at",
    ]
    list_filter = ["state", "disposition", RecalledBatchFilter, "store", "category"]
    list_select_related = ["store"]
    search_fields = ["reference"]
    search_help_text = _lazy("Reference, such as ABCD-2345, or the number of a suggested batch")
    date_hierarchy = "submitted_at"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Submission], search_term: str
    ) -> tuple[QuerySet[Submission], bool]:
        found, repeats = super().get_search_results(request, queryset, search_term)
        if number := search_term.strip():
            found |= with_advice_on(Batch.objects.filter(number__iexact=number), queryset)
        return found, repeats

    @admin.display(description=_lazy("disposition"), ordering="disposition")
    def disposition_in_words(self, submission: Submission) -> str:
        return submission.disposition.replace("_", " ")

    @admin.display(description=_lazy("category"), ordering="category")
    def category_in_words(self, submission: Submission) -> str:
        return submission.category.replace("_", " ")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Everything a counselor needs to decide, on one page; a POST decides or makes a link."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        submission = _whole_submission(object_id)
        if request.method == "POST":
            return self._act(request, submission)
        return self._page(request, submission, DecisionForm(initial=_seen(submission)))

    def _act(self, request: HttpRequest, submission: Submission) -> HttpResponse:
        if not request.user.has_perm("recommendations.publish_submission"):
            raise PermissionDenied
        if "make_link" in request.POST:
            secret = replace_links(submission=submission, at=timezone.now())
            link = request.build_absolute_uri(reverse("patient:result", args=[secret]))
            return self._page(request, submission, DecisionForm(initial=_seen(submission)), link)
        form = DecisionForm(request.POST)
        if form.is_valid() and _decided(request, submission, form):
            return HttpResponseRedirect(request.path)
        return self._page(request, submission, form, status=422)

    def _page(
        self,
        request: HttpRequest,
        submission: Submission,
        form: DecisionForm,
        link: str = "",
        status: int = 200,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": submission.reference,
            "submission": submission,
            "page": present(submission, at=timezone.now(), unpublished_too=True),
            "decision_form": form,
            "may_act": request.user.has_perm("recommendations.publish_submission"),
            "never_published": submission.current_assessment.release == NEVER,
            "link": link,
            "disposition": self.disposition_in_words(submission),
            "category": self.category_in_words(submission),
            "contact": [
                (CONTACT.get(key, key), value) for key, value in submission.contact.items() if value
            ],
            "reviews": [
                review
                for assessment in submission.assessments.all()
                for review in assessment.reviews.all()
            ],
        }
        template = "admin/recommendations/submission/page.html"
        return TemplateResponse(request, template, context, status=status)


def _whole_submission(object_id: str) -> Submission:
    whole = Submission.objects.select_related("store", "follows").prefetch_related(
        "assessments__edition", "assessments__reviews__by", "assessments__suggestions"
    )
    try:
        return whole.get(pk=object_id)
    except (Submission.DoesNotExist, ValueError) as error:
        raise Http404 from error


def _seen(submission: Submission) -> dict[str, str]:
    return {"seen_state": submission.state}


def _decided(request: HttpRequest, submission: Submission, form: DecisionForm) -> bool:
    submission.state = form.cleaned_data["seen_state"]
    try:
        decide(
            submission=submission,
            decision=form.cleaned_data["decision"],
            by=cast(User, request.user),
            at=timezone.now(),
            note=form.cleaned_data["note"],
        )
    except DecisionError as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("Your decision is recorded."))
    return True
