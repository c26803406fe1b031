"""The result on a shared tablet: at an address without a secret, for this session alone."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from herbology.languages import is_switch
from recommendations.models import Submission
from recommendations.patient.presentation import present
from recommendations.questionnaire import drafts
from recommendations.questionnaire.caring import result_reminder
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Code, Opens
from recommendations.questionnaire.coming_back.forms import MailForm
from recommendations.questionnaire.coming_back.views import mail_code
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device


@private
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """A POST sends the code that leads here from elsewhere."""
    submission = _of_session(request)
    if device.of(request) is None or submission is None:
        return redirect("questionnaire:start")
    code = codes.shown_again(submission.draft_id, Opens.RESULT, at=timezone.now())
    if request.method != "POST" or code is None:
        return _page(request, submission, code, _mail_form(submission))
    form = MailForm(request.POST)
    if is_switch(request):
        return _page(request, submission, code, MailForm(initial=form.to_keep()))
    status = mail_code(request, code, form, draft_id=submission.draft_id)
    return _page(request, submission, code, form, status) if status else redirect(request.path)


def _of_session(request: HttpRequest) -> Submission | None:
    try:
        draft_id = uuid.UUID(str(request.session.get(drafts.SESSION_KEY)))
    except ValueError:
        return None
    return Submission.objects.select_related("store").filter(draft_id=draft_id).first()


def _mail_form(submission: Submission) -> MailForm:
    return MailForm(initial={"email": submission.contact.get("email")})


def _page(
    request: HttpRequest,
    submission: Submission,
    code: Code | None,
    form: MailForm,
    status: int = 200,
) -> HttpResponse:
    device.without_autofill(form)
    context = {
        "page": present(submission, at=timezone.now()),
        "about": result_reminder(submission),
        "code": code,
        "form": form,
        "writing": is_switch(request),
        "mail_url": reverse("questionnaire:result"),
    }
    return render(request, "recommendations/patient/result.html", context, status=status)
