"""Asking, page by page. Every POST saves and redirects; a page that is not valid comes back as 422."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from herbology.languages import is_switch, same_page
from herbology.posting import only_by_button
from recommendations.models import Draft
from recommendations.patient.pickup import is_kept
from recommendations.questionnaire import agreeing, drafts, navigation, replies
from recommendations.questionnaire.care import decided_by, words_of
from recommendations.questionnaire.caring import reminder
from recommendations.questionnaire.coming_back.views import give_code
from recommendations.questionnaire.consent import terms
from recommendations.questionnaire.effort import simple_case
from recommendations.questionnaire.forms.base import PageForm
from recommendations.questionnaire.pages import BY_KEY, START, WARNING_SIGNS, Page
from recommendations.questionnaire.progress import progress
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.transcript import entries
from recommendations.questionnaire.vocabulary import policy
from recommendations.questionnaire.walk import Walk, walk_through

TEMPLATES = "recommendations/questionnaire"
LATER = "later"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    return _ask(request, START)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def any_page(request: HttpRequest, key: str) -> HttpResponse:
    if key not in BY_KEY:
        return render(request, f"{TEMPLATES}/no_such_page.html", status=404)
    if key == START.key:
        return redirect("questionnaire:start")
    return _ask(request, BY_KEY[key])


@private
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    at = timezone.now()
    draft = drafts.of_session(request.session, at=at)
    if draft is None:
        return replies.no_draft(request)
    walk = walk_through(draft.data)
    if request.method == "POST" and (draft.submitted_at or walk.complete):
        return replies.hand_in(request, draft, walk)
    if draft.submitted_at:
        return redirect("questionnaire:start")
    if not walk.complete:
        return redirect(navigation.next_to_answer(walk))
    summary = _summary(walk) | {"corrects": draft.follows}
    summary["lets_go"] = bool(draft.follows) and is_kept(draft.follows, at=at)
    return render(request, f"{TEMPLATES}/check.html", summary)


@private
@only_by_button("questionnaire:start")
def again(request: HttpRequest) -> HttpResponse:
    drafts.forget(request.session)
    return redirect("questionnaire:start")


def _ask(request: HttpRequest, page: Page) -> HttpResponse:
    draft = drafts.of_session(request.session, at=timezone.now())
    if draft is None and page is not START:
        return replies.no_draft(request, page)
    if draft and draft.submitted_at:
        return replies.already_sent(request, page, draft)
    if request.method == "POST":
        return _save(request, page, draft)
    return _show(request, page, draft)


def _show(request: HttpRequest, page: Page, draft: Draft | None) -> HttpResponse:
    kept = draft.data["pages"] if draft else {}
    walk = walk_through(draft.data if draft else {})
    if not walk.reaches(page):
        return redirect(navigation.next_to_answer(walk))
    form = page.form_class(initial=kept.get(page.key))
    return _render(request, page, form, walk)


def _save(request: HttpRequest, page: Page, draft: Draft | None) -> HttpResponse:
    typed = agreeing.typed(request) if page is START else request.POST
    form, at = page.form_class(typed), timezone.now()
    if draft is None and is_switch(request):  # before consent nothing is kept but on the page
        return _render(request, page, page.form_class(initial=form.to_keep()), walk_through({}))
    if draft is None and not form.is_valid():
        return _render(request, page, form, walk_through({}), status=422)
    draft = draft or drafts.begin(request.session, at=at, **device.for_drafts(request))
    kept = form.to_keep()
    try:
        agreed_to = agreeing.agreed_to(request, kept, at=at) if page is START else ""
        draft = drafts.save_page(draft.pk, page, kept, at=at, agreed_to=agreed_to)
    except drafts.DraftClosedError:  # in another tab, since this request read it
        return _ask(request, page)
    if is_switch(request):
        return same_page(request)
    return _after_saving(request, page, form, draft)


def _after_saving(request: HttpRequest, page: Page, form: PageForm, draft: Draft) -> HttpResponse:
    walk = walk_through(draft.data)
    if walk.stopping_signs:
        return replies.hand_in(request, draft, walk)
    if LATER in request.POST and not _is_unclear(page, form):
        return give_code(draft)
    if not walk.reaches(page):
        return redirect(navigation.next_to_answer(walk))
    if "back" in request.POST:  # what was typed is kept, be it half an answer
        return redirect(navigation.back(request, page, walk))
    if not form.is_valid():
        return _render(request, page, form, walk, status=422)
    return redirect(navigation.onward(request, page, walk))


def _is_unclear(page: Page, form: PageForm) -> bool:
    """Warning signs of which nobody can say whether they are there are settled before one leaves."""
    return page is WARNING_SIGNS and bool(form["red_flag"].value()) and not form.is_valid()


def _render(
    request: HttpRequest, page: Page, form: PageForm, walk: Walk, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "title": gettext(page.title),
        "progress": progress(walk, page),
        "back_url": navigation.back(request, page, walk),
        # From a Change link, going back leaves the answer as it was; and nothing is kept before consent.
        "back_keeps": page is not START and not navigation.came_from_check(request),
        "about": reminder(walk, page),
        "can_save": bool(walk.answers),
    }
    if device.of(request):
        device.without_autofill(form)
    if page is START:
        context |= {
            "consent": terms(on_tablet=device.of(request) is not None),
            "consent_shown": agreeing.wording_for(request).version,
            "minutes": simple_case(get_language() or "en").minutes,
            "emergency_number": policy().emergency_number,
            "go_on_url": "" if walk.first_unanswered is START else navigation.next_to_answer(walk),
        }
    return render(request, f"{TEMPLATES}/page.html", context, status=status)


def _summary(walk: Walk) -> dict[str, object]:
    """Chapters of rows, each an entry of the transcript with where it can be changed."""
    chapters = [
        (
            gettext(chapter),
            [
                (entry, navigation.change_url(step.page) if step.is_asked else "")
                for step in steps
                for entry in entries(step)
            ],
        )
        for chapter, steps in groupby(walk.steps, key=lambda step: step.page.chapter)
    ]
    return {
        "chapters": chapters,
        "back_url": navigation.url_of(walk.pages[-1]),
        "about": reminder(walk),
        "not_eligible": words_of("not_eligible") if walk.not_eligible else None,
        "decided_by": decided_by(walk.answers) if walk.not_eligible else (),
    }
