"""The care page: a warning sign ended the questions. What to do now comes first, all else after."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from herbology.languages import is_switch
from herbology.posting import only_by_button
from recommendations.models import Draft, Submission
from recommendations.questionnaire import drafts
from recommendations.questionnaire.care import care_for
from recommendations.questionnaire.caring import reminder
from recommendations.questionnaire.forms.person import CallForm
from recommendations.questionnaire.pages import WARNING_SIGNS
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.walk import walk_through
from recommendations.submit import request_call

TEMPLATE = "recommendations/questionnaire/stop.html"


@private
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest) -> HttpResponse:
    draft = _stopped_draft(request)
    if draft is None:
        return _nothing_here(request)
    form = CallForm(request.POST if request.method == "POST" else None)
    if is_switch(request):
        form = CallForm(initial=form.to_keep())
    elif form.is_valid():
        return _note_call(request, draft, form)
    if device.of(request):
        device.without_autofill(form)
    walk = walk_through(draft.data)
    context = {
        "care": care_for(walk.stopping_signs, walk.answers),
        "about": reminder(walk),
        "form": form,
    }
    return render(request, TEMPLATE, context, status=422 if form.errors else 200)


@private
@only_by_button("questionnaire:stop")
def slip(request: HttpRequest) -> HttpResponse:
    """Back to the warning signs with the other answers; what was sent stays as it was sent."""
    draft = _stopped_draft(request)
    if draft is not None:
        drafts.begin_correction(request.session, draft=draft, at=timezone.now())
    return redirect("questionnaire:page", WARNING_SIGNS.key)


def _stopped_draft(request: HttpRequest) -> Draft | None:
    draft = drafts.of_session(request.session, at=timezone.now())
    if draft is None or not draft.submitted_at or not walk_through(draft.data).stopping_signs:
        return None
    return draft


def _note_call(request: HttpRequest, draft: Draft, form: CallForm) -> HttpResponse:
    submission = Submission.objects.only("pk").filter(draft_id=draft.pk).first()
    if submission is None:
        return _nothing_here(request)
    request_call(
        submission.pk,
        name=form.cleaned_data["name"],
        phone=form.cleaned_data["phone"],
        at=timezone.now(),
    )
    messages.success(
        request,
        _("We have noted that you want a call. Do not wait for it: follow the advice here now."),
    )
    return redirect("questionnaire:stop")


def _nothing_here(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        messages.warning(
            request,
            _(
                "Your answers are no longer here, so we could not note your wish to be called. "
                "If you have a warning sign, do not wait for us. Get help now."
            ),
        )
    return redirect("questionnaire:start")
