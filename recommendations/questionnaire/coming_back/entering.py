"""The page that takes a code. Every answer to a wrong one is the same, and they are counted."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from herbology.languages import is_switch
from herbology.throttle import Limit, Turn, client_of, give_back, take
from recommendations.models import ComeBackCode, Submission
from recommendations.patient.responses import unknown_link
from recommendations.questionnaire import agreeing, drafts, navigation
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.codes import Opens
from recommendations.questionnaire.coming_back.forms import CodeForm
from recommendations.questionnaire.coming_back.returning import Reopened, reopen
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.walk import walk_through
from recommendations.submit import LinkReplacedError, link_again

TEMPLATES = "recommendations/questionnaire"
WRONG_CODES = Limit("come-back-codes", 10, timedelta(minutes=15))
REFUSED, TOO_MANY = 422, 429
ONCE_MORE = "once_more"  # sent by a page that a code led to, whose language is changed


@private
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, CodeForm())
    form = CodeForm(request.POST)
    if is_switch(request) and ONCE_MORE not in request.POST:
        return _ask(request, CodeForm(initial=form.to_keep()))
    if not request.POST.get("code", "").strip():
        return _ask(request, form, status=REFUSED)
    who, at = client_of(request), timezone.now()
    turn = take(WRONG_CODES, who, at=at)
    opened = _open(request, form, at) if turn.allowed and form.is_valid() else None
    if opened is None:
        return _refuse(request, form, turn, at)
    give_back(WRONG_CODES, who, at=at)
    return opened


def _open(request: HttpRequest, form: CodeForm, at: datetime) -> HttpResponse | None:
    """Where a code leads; None when it leads nowhere, for whatever reason."""
    found = codes.find(form.cleaned_data["code"], at=at)
    if found is None:
        return None
    if found.opens == Opens.DRAFT and (opened := _open_answers(request, found, at)):
        return opened
    submission = Submission.objects.filter(draft_id=found.draft_id).first()
    if submission is None:
        return None
    if found.opens == Opens.RESULT:
        return _open_result(request, submission, at)
    context = {"sent_at": submission.submitted_at, "code": form.cleaned_data["code"]}
    return render(request, f"{TEMPLATES}/sent_meanwhile.html", context)


def _open_answers(request: HttpRequest, found: ComeBackCode, at: datetime) -> HttpResponse | None:
    place = device.for_drafts(request)
    reopened = reopen(request.session, found.draft_id, at=at, **place)
    if reopened is None:
        return None
    _welcome(request, reopened)
    walk = walk_through(reopened.draft.data)
    return redirect(navigation.next_to_answer(walk, **navigation.RETURN_TO_REST))


def _open_result(request: HttpRequest, submission: Submission, at: datetime) -> HttpResponse:
    """On a shared tablet the page opens without its address, which would stay in the history."""
    try:
        secret = link_again(submission, at=at)
    except LinkReplacedError:
        return unknown_link(request)
    if device.of(request) is None:
        return redirect("patient:result", secret)
    drafts.take_up(request.session, submission.draft_id, at=at)
    return redirect("questionnaire:result")


def _welcome(request: HttpRequest, reopened: Reopened) -> None:
    last = date_format(timezone.localtime(reopened.last_at), "DATETIME_FORMAT")
    messages.success(
        request,
        _(
            "Welcome back. You last changed your answers on %(when)s, and you can look at all of "
            "them once more before you send them."
        )
        % {"when": last},
    )
    if reopened.warning_signs_again:
        messages.warning(
            request, _("We ask about the warning signs again: they may have changed since then.")
        )
    if reopened.consent_again:
        messages.warning(request, agreeing.CHANGED)


def _refuse(request: HttpRequest, form: CodeForm, turn: Turn, at: datetime) -> HttpResponse:
    if turn.allowed and form.is_valid():
        form.add_error(
            "code",
            _(
                "We found nothing for this code. It may be mistyped or too old. Please compare "
                "each letter and digit with what you wrote down."
            ),
        )
    if turn.left:
        return _ask(request, form, status=REFUSED)
    form.add_error(
        "code",
        _("Too many codes did not fit. After %(when)s you can try again.")
        % {"when": date_format(timezone.localtime(turn.again_at), "TIME_FORMAT")},
    )
    response = _ask(request, form, status=TOO_MANY)
    response.headers["Retry-After"] = str(max(1, int((turn.again_at - at).total_seconds()) + 1))
    return response


def _ask(request: HttpRequest, form: CodeForm, *, status: int = 200) -> HttpResponse:
    draft = drafts.of_session(request.session, at=timezone.now())
    others = bool(draft and not draft.submitted_at and walk_through(draft.data).answers)
    context = {"form": form, "others": others, "days": codes.LIFETIME.days}
    return render(request, f"{TEMPLATES}/come_back.html", context, status=status)
