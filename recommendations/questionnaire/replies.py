"""What a draft that cannot be asked any further gets: handed in, sent before, or no longer there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import Draft
from recommendations.questionnaire import drafts
from recommendations.questionnaire.pages import START, Page
from recommendations.questionnaire.walk import Walk
from recommendations.submit import submit_draft


def hand_in(draft: Draft, walk: Walk) -> HttpResponse:
    """A draft is one submission however often this is asked for."""
    submitted = submit_draft(draft=draft, at=timezone.now(), language=draft.language)
    if walk.stopping_signs:
        return redirect("questionnaire:stop")
    return redirect("patient:result", submitted.secret)


def already_sent(request: HttpRequest, page: Page, walk: Walk) -> HttpResponse:
    if walk.stopping_signs:
        return redirect("questionnaire:stop")
    if page is START and request.method != "POST":
        return render(request, "recommendations/questionnaire/sent.html")
    return redirect("questionnaire:start")


def no_draft(request: HttpRequest, page: Page | None = None) -> HttpResponse:
    """The session ended, or never began. What was typed on the page waits in a new draft."""
    if page and request.method == "POST":
        kept = {page.key: page.form_class(request.POST).to_keep()}
        drafts.begin(request.session, at=timezone.now(), pages=kept)
        messages.warning(
            request,
            _(
                "Your earlier answers are no longer here: too much time has passed, or your "
                "browser has forgotten them. We kept what you typed last. Please start here again."
            ),
        )
    else:
        messages.info(request, _("Please start here. We found no answers for this browser."))
    return redirect("questionnaire:start")
