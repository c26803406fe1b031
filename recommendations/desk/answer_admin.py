"""The buttons of an answer: send it, look at it first, or start from a template."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations import publish, versions
from recommendations.chain import Chain, chain_of
from recommendations.desk.answer_deeds import ANSWERS, SEND
from recommendations.desk.answer_forms import SendForm, TemplateForm
from recommendations.desk.attempts import DONE, REFUSED, attempt
from recommendations.desk.ended import why_ended
from recommendations.desk.forms import DeedForm
from recommendations.desk.templates import fill
from recommendations.desk.whole import person, whole_submission
from recommendations.models import Submission
from recommendations.patient.own_page import context_of
from recommendations.patient.presentation import present
from recommendations.thread import Said, counselor_in_words

PREVIEW = "admin/recommendations/submission/preview.html"
Show = Callable[..., HttpResponse]


def answer(request: HttpRequest, submission: Submission, *, page: Show, own: Show) -> HttpResponse:
    """`page` shows the submission with the forms that came back, `own` a page of another template."""
    deed = ANSWERS[request.POST["deed"]]
    form = deed.form(request.POST, by=person(request), prefix=deed.name)
    if deed is SEND and (typed := _not_yet_sent(request, submission)):
        return page(request, submission, {deed.name: typed})
    if deed is SEND and "preview" in request.POST and form.is_valid():
        return _look(request, submission, form, page, own)
    status = attempt(request, submission, form, deed.act, page_url=_page_url(request))
    if status == DONE:
        messages.success(request, str(deed.told))
        return HttpResponseRedirect(request.path)
    now = whole_submission(str(submission.pk))
    form.see(versions.token(now))
    return page(request, now, {deed.name: form}, status=status)


def _not_yet_sent(request: HttpRequest, submission: Submission) -> DeedForm | None:
    """The form with what was typed, where the button was neither to send nor to look at it."""
    if "put_in" in request.POST:
        return _with_template(request, submission)
    return _as_typed(request) if "change" in request.POST else None


def _with_template(request: HttpRequest, submission: Submission) -> DeedForm:
    """What was typed stays, before the template's text."""
    form, chosen = _as_typed(request), TemplateForm(request.POST)
    template = chosen.cleaned_data["template"] if chosen.is_valid() else None
    if template is None:
        messages.warning(request, _("Choose a text first. What you typed is still there."))
        return form
    text = fill(template.text, submission=submission, by=person(request))
    form.initial["text"] = "\n\n".join(filter(None, (form.initial["text"].rstrip(), text)))
    return form


def _as_typed(request: HttpRequest) -> DeedForm:
    """The form with what was typed, neither checked nor sent yet."""
    names = SendForm.base_fields
    typed = {name: request.POST.get(f"{SEND.name}-{name}", "") for name in names}
    return SendForm(by=person(request), prefix=SEND.name, initial=typed)


def _look(
    request: HttpRequest, submission: Submission, form: DeedForm, page: Show, own: Show
) -> HttpResponse:
    chain = chain_of(submission)
    if ended := why_ended(chain):
        form.add_error(None, ended)
        return page(request, submission, {SEND.name: form}, status=REFUSED)
    return own(request, PREVIEW, **_preview(person(request), submission, chain, form))


def _preview(by: User, submission: Submission, chain: Chain, form: DeedForm) -> dict[str, Any]:
    """The patient's page with the message in it, and with the result if that would be published."""
    at, typed = timezone.now(), form.cleaned_data
    publishes = typed["with_result"] and publish.awaits_publishing(submission)
    version = versions.newest(submission) if publishes else None
    context = context_of(submission, chain, at=at)
    message = Said(None, at, counselor_in_words(by), "", typed["text"], by_patient=False)
    return context | {
        "title": _("Preview: %(reference)s") % {"reference": submission.reference},
        "submission": submission,
        "page": present(submission, at=at, version=version),
        "thread": (*context["thread"], message),
        "written_to": True,
        "sending": form,
        "publishes": publishes,
        "preview": True,
        "secret": "preview",  # no link opens by it, and every button is switched off
    }


def _page_url(request: HttpRequest) -> Callable[[str], str]:
    return lambda secret: request.build_absolute_uri(reverse("patient:result", args=[secret]))
