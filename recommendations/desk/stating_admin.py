"""The page on which a counselor records what a patient cleared up."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from herbology import audit
from herbology.admin_site import PlainAdmin
from recommendations import versions
from recommendations.desk import claims
from recommendations.desk.attempts import CLAIMED_BY_ANOTHER, DONE, REFUSED, attempt
from recommendations.desk.stating import SaidForm, page_form, statable_pages, state
from recommendations.desk.whole import whole_submission
from recommendations.models import Submission

TEMPLATE = "admin/recommendations/submission/statement.html"
OK = 200


def statement_page(
    model_admin: PlainAdmin, request: HttpRequest, object_id: str, key: str
) -> HttpResponse:
    """Who may come here has been checked. Nothing typed is lost, whatever it says."""
    page, submission = statable_pages().get(key), whole_submission(object_id)
    if page is None:
        raise Http404
    typed = request.POST if request.method == "POST" else None
    form = page_form(page, typed, submission)
    said = SaidForm(typed, prefix="said", initial={"seen": versions.token(submission)})
    status = OK if typed is None else REFUSED
    if typed is not None and form.is_valid() & said.is_valid():
        status = attempt(request, submission, said, state, page=page, answered=form)
    if status == DONE:
        audit.tell(request, submission)
        messages.success(
            request,
            _("Recorded. The suggestions were made anew: look at them before you answer."),
        )
        return HttpResponseRedirect(_back(submission))
    now = submission if status == OK else whole_submission(object_id)
    if status != OK:
        said.see(versions.token(now))
    return model_admin.own_page(
        request,
        TEMPLATE,
        status=status,
        title=_("What the patient cleared up: %(page)s") % {"page": _(page.title)},
        submission=submission,
        form=form,
        said=said,
        back=_back(submission),
        claims_first=status == CLAIMED_BY_ANOTHER and claims.holder(now, timezone.now()) is None,
    )


def _back(submission: Submission) -> str:
    return reverse("admin:recommendations_submission_change", args=[submission.pk])
