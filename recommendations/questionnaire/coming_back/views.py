"""Save and finish later, and come back with the code. Codes stand in no address and no log."""

import uuid
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from herbology.languages import is_switch
from herbology.posting import only_by_button
from herbology.throttle import client_of
from recommendations.models import Draft
from recommendations.questionnaire import drafts, navigation, replies
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Code, Opens
from recommendations.questionnaire.coming_back.forms import MailForm
from recommendations.questionnaire.coming_back.mailing import TooManyMailsError, send_code
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.walk import walk_through

REFUSED, TOO_MANY = 422, 429


@private
@require_http_methods(["GET", "HEAD", "POST"])
def save(request: HttpRequest) -> HttpResponse:
    """A POST gives the code; the page shows it, as often as it is asked for."""
    draft = _unsent_draft(request)
    if draft is None:
        return replies.no_draft(request)
    if request.method == "POST":
        return give_code(draft)
    return _saved_page(request, draft, MailForm())


def give_code(draft: Draft) -> HttpResponse:
    codes.give(draft.pk, Opens.DRAFT, at=timezone.now())
    return redirect("questionnaire:save")


@private
@only_by_button("questionnaire:save")
def mail(request: HttpRequest) -> HttpResponse:
    draft = _unsent_draft(request)
    if draft is None:
        return replies.no_draft(request)
    form = MailForm(request.POST)
    if is_switch(request):
        return _saved_page(request, draft, MailForm(initial=form.to_keep()))
    code = codes.shown_again(draft.pk, Opens.DRAFT, at=timezone.now())
    if code is None:
        return _to_questions(draft)
    status = mail_code(request, code, form, draft_id=draft.pk)
    return _saved_page(request, draft, form, status) if status else redirect("questionnaire:save")


@private
@only_by_button("questionnaire:come-back")
def close(request: HttpRequest) -> HttpResponse:
    """For a browser that others use, too: what was saved is let go of, and waits for its code."""
    drafts.let_go(request.session, at=timezone.now())
    messages.success(request, _("Your answers are closed on this device. Your code opens them."))
    return redirect("questionnaire:come-back")


def mail_code(request: HttpRequest, code: Code, form: MailForm, *, draft_id: uuid.UUID) -> int:
    """0 when the mail is on its way, else the status of the page that says why not."""
    if not form.is_valid():
        return REFUSED
    to = form.cleaned_data["email"]
    enter_at = request.build_absolute_uri(reverse("questionnaire:come-back"))
    try:
        send_code(
            code,
            draft_id=draft_id,
            to=to,
            enter_at=enter_at,
            client=client_of(request),
            at=timezone.now(),
        )
    except TooManyMailsError as refusal:
        form.add_error("email", _too_many(refusal.again_at))
        return TOO_MANY
    messages.success(
        request,
        _("The code is on its way to %(address)s. It can take some minutes.") % {"address": to},
    )
    return 0


def _too_many(again_at: datetime) -> str:
    return _(
        "Too many mails were asked for. After %(when)s you can try again. Please write the code down."
    ) % {"when": date_format(timezone.localtime(again_at), "DATETIME_FORMAT")}


def _unsent_draft(request: HttpRequest) -> Draft | None:
    draft = drafts.of_session(request.session, at=timezone.now())
    return draft if draft and not draft.submitted_at else None


def _saved_page(
    request: HttpRequest, draft: Draft, form: MailForm, status: int = 200
) -> HttpResponse:
    code = codes.shown_again(draft.pk, Opens.DRAFT, at=timezone.now())
    if code is None:
        return _to_questions(draft)
    if device.of(request):
        device.without_autofill(form)
    context = {
        "code": code,
        "form": form,
        "writing": bool(form.initial),
        "mail_url": reverse("questionnaire:save-mail"),
        "go_on_url": navigation.next_to_answer(walk_through(draft.data)),
    }
    return render(request, "recommendations/questionnaire/saved.html", context, status=status)


def _to_questions(draft: Draft) -> HttpResponse:
    return redirect(navigation.next_to_answer(walk_through(draft.data)))
