"""What a draft that cannot be asked any further gets: handed in, sent before, or no longer there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from herbology.languages import is_switch
from recommendations.models import Draft
from recommendations.patient.responses import unknown_link
from recommendations.questionnaire import drafts, unsaved
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.pages import START, WARNING_SIGNS, Page
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.walk import Walk, walk_through
from recommendations.submit import LinkReplacedError, submit_draft


def hand_in(request: HttpRequest, draft: Draft, walk: Walk) -> HttpResponse:
    """A draft is one submission however often this is asked for, in the language it is sent from."""
    language = get_language() or draft.language
    try:
        secret = submit_draft(draft=draft, at=timezone.now(), language=language).secret
    except LinkReplacedError:
        secret = ""
    if walk.stopping_signs:
        return redirect("questionnaire:stop")
    if not secret:
        return unknown_link(request)
    if device.of(request):  # an address with a secret would stay in the tablet's history
        codes.give(draft.pk, codes.Opens.RESULT, at=timezone.now())
        return redirect("questionnaire:result")
    return redirect("patient:result", secret)


def already_sent(request: HttpRequest, page: Page, draft: Draft) -> HttpResponse:
    """What was sent stays as it was sent; a further warning sign is handed in as a correction."""
    if page is WARNING_SIGNS and request.method == "POST" and not is_switch(request):
        signs = _with_further_signs(request, draft)
        if signs:
            return _hand_in_correction(request, draft, signs)
    if walk_through(draft.data).stopping_signs:
        return redirect("questionnaire:stop")
    if page is START and request.method != "POST":
        return render(request, "recommendations/questionnaire/sent.html")
    return redirect("questionnaire:start")


def no_draft(request: HttpRequest, page: Page | None = None) -> HttpResponse:
    """The session ended, or never began. What was typed on the page waits in a new draft."""
    if page is WARNING_SIGNS and (care := unsaved.care_page(request)):
        return care
    if page and request.method == "POST":
        kept = {page.key: page.form_class(request.POST).to_keep()}
        drafts.begin(request.session, at=timezone.now(), pages=kept, **device.for_drafts(request))
        messages.warning(
            request,
            _(
                "Your earlier answers are no longer here: too much time has passed, or your "
                "browser has forgotten them. We kept what you typed last. Please start here again."
            ),
        )
    elif request.method == "POST":
        messages.warning(
            request,
            _(
                "Your earlier answers are no longer here: too much time has passed, or your "
                "browser has forgotten them. Nothing was sent or saved now. If you have a code, go "
                "on with it. If not, please start here again."
            ),
        )
    else:
        messages.info(request, _("Please start here. We found no answers for this browser."))
    return redirect("questionnaire:start")


def _with_further_signs(request: HttpRequest, draft: Draft) -> dict[str, Any] | None:
    """The page to keep, if it adds a sign that ends the questions to those that were sent.

    Signs sent before stay beside it: only the slip takes one back.
    """
    form = WARNING_SIGNS.form_class(request.POST)
    if not form.is_valid():
        return None
    sent = walk_through(draft.data).stopping_signs
    signs = {"red_flag": list(dict.fromkeys([*sent, *form.cleaned_data["red_flag"]]))}
    walk = walk_through({"pages": draft.data["pages"] | {WARNING_SIGNS.key: signs}})
    return signs if set(walk.stopping_signs) > set(sent) else None


def _hand_in_correction(request: HttpRequest, draft: Draft, signs: dict[str, Any]) -> HttpResponse:
    correction = drafts.begin_correction(
        request.session, draft=draft, at=timezone.now(), warning_signs=signs
    )
    return hand_in(request, correction, walk_through(correction.data))
