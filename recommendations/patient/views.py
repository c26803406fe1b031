from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_safe

from herbology.languages import is_switch
from herbology.posting import only_by_button
from recommendations.chain import chain_of
from recommendations.links import issue_link
from recommendations.models import Submission
from recommendations.patient import correcting
from recommendations.patient.errors import PatientError
from recommendations.patient.forms import ReplyForm
from recommendations.patient.own_page import context_of, template_of
from recommendations.patient.replying import TooManyError, reply
from recommendations.patient.responses import own_page
from recommendations.patient.withdrawing import withdraw
from recommendations.questionnaire import navigation
from recommendations.questionnaire.walk import walk_through

REFUSED, TOO_MANY = 422, 429
FILLED_IN = _lazy(
    "We have filled in what you told us before. Look at the warning signs again: they may have"
    " changed. Then you can change any other answer."
)
NOT_KEPT = _lazy(
    "We cannot fill in what you told us before. Please answer again. Your counselor sees both."
)


@own_page
@require_safe
def result(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """What was concluded, as far as it is published, and what was written about it."""
    return _page(request, submission, secret)


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """The address is that of the form alone: asked for, it leads back to the page."""
    if request.method != "POST":
        return redirect("patient:result", secret)
    form = ReplyForm(request.POST)
    if is_switch(request):
        return _page(request, submission, secret, ReplyForm(initial=request.POST.dict()))
    if not form.is_valid():
        return _page(request, submission, secret, form, status=REFUSED)
    try:
        reply(submission=submission, at=timezone.now(), **form.cleaned_data)
    except PatientError as refusal:
        form.add_error("text", str(refusal))
        status = TOO_MANY if isinstance(refusal, TooManyError) else REFUSED
        return _page(request, submission, secret, form, status=status)
    messages.success(request, _("Your message is sent. The answer will be here, on this page."))
    return redirect(f"{reverse('patient:result', args=[secret])}#messages")


@own_page
@only_by_button("patient:result")
def correct(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """To the questions, with the answers filled in that were given."""
    if chain_of(submission).withdrawn_at:
        return redirect("patient:result", secret)
    draft = correcting.begin(request.session, submission=submission, at=timezone.now())
    messages.info(request, FILLED_IN if draft.data["pages"] else NOT_KEPT)
    walk = walk_through(draft.data)
    return redirect(navigation.next_to_answer(walk, **navigation.RETURN_TO_CHECK))


@own_page
@only_by_button("patient:result")
def newer(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """To the page of the newest answers, by a link of its own."""
    newest = chain_of(submission).newer
    if newest is None:
        return redirect("patient:result", secret)
    found = Submission.objects.get(pk=newest.pk)
    return redirect("patient:result", issue_link(submission=found, at=timezone.now()))


@own_page
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    if chain_of(submission).withdrawn_at:
        return redirect("patient:result", secret)
    if request.method == "POST":
        withdraw(submission=submission, at=timezone.now())
        return redirect("patient:result", secret)
    context = {"reference": submission.reference, "secret": secret}
    return render(request, "recommendations/patient/withdraw.html", context)


def _page(
    request: HttpRequest,
    submission: Submission,
    secret: str,
    form: ReplyForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    chain = chain_of(submission)
    context = context_of(submission, chain, at=timezone.now(), form=form)
    return render(request, template_of(chain), {**context, "secret": secret}, status=status)
