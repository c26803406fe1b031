"""What staff do with a shared device, and what the device does by itself."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from herbology.languages import is_switch
from herbology.posting import only_by_button
from recommendations.questionnaire import drafts, navigation
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device
from recommendations.questionnaire.store_mode.forms import ALONE, TOGETHER, StoreModeForm
from recommendations.questionnaire.store_mode.starting import start
from recommendations.questionnaire.walk import walk_through

TEMPLATES = "recommendations/questionnaire/store_mode"
MAY_START = "recommendations.publish_submission"
GONE = 410


@private
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: HttpRequest) -> HttpResponse:
    """Start store mode on this device, for whoever decides on submissions; end it, for all staff."""
    user = _member_of_staff(request)
    if user is None:
        return redirect_to_login(request.path, reverse("admin:login"))
    if not user.has_perm(MAY_START):
        status = 200 if device.of(request) and request.method != "POST" else 403
        return render(request, f"{TEMPLATES}/staff.html", status=status)
    form = _form(request)
    if form.is_valid():
        return _start(request, form, user)
    status = 422 if form.errors else 200
    return render(request, f"{TEMPLATES}/staff.html", {"form": form}, status=status)


@private
@only_by_button("questionnaire:store-mode")
def leave(request: HttpRequest) -> HttpResponse:
    if _member_of_staff(request) is None:
        return redirect_to_login(reverse("questionnaire:store-mode"), reverse("admin:login"))
    drafts.let_go(request.session, at=timezone.now())
    messages.success(request, _("Store mode is off on this device. You are still signed in."))
    response = redirect("admin:index")
    device.unmark(response)
    return response


@private
@only_by_button("questionnaire:start")
def clear(request: HttpRequest) -> HttpResponse:
    """Finish and clear: the next person finds nothing here."""
    if device.of(request):
        device.clear(request, at=timezone.now())
        messages.success(request, _("Everything is cleared. The next person can start."))
    return redirect("questionnaire:start")


@private
@require_safe
def still_there(request: HttpRequest) -> HttpResponse:
    """Without script, a page that nobody touches leads here. This one tells nothing and may stay."""
    mode = device.of(request)
    if mode is None or not mode.in_use:
        return redirect("questionnaire:start")
    draft = drafts.of_session(request.session, at=timezone.now())
    unsent = draft is not None and not draft.submitted_at
    go_on_url = navigation.next_to_answer(walk_through(draft.data)) if draft and unsent else ""
    context = {"go_on_url": go_on_url or reverse("questionnaire:start")}
    return render(request, f"{TEMPLATES}/still_there.html", context)


@private
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """The page tells of taps and keys; the answer is whether anything is left to go on with."""
    mode = device.of(request)
    return HttpResponse(status=204 if mode and mode.in_use else GONE)


def _member_of_staff(request: HttpRequest) -> User | None:
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.is_staff else None


def _form(request: HttpRequest) -> StoreModeForm:
    mode = device.of(request)
    draft = drafts.of_session(request.session, at=timezone.now()) if mode else None
    kept = draft is not None and not draft.submitted_at
    initial = {"store": mode.store if mode else "", "who": TOGETHER if kept else ALONE}
    if is_switch(request):
        return StoreModeForm(kept=kept, initial=request.POST.dict())
    return StoreModeForm(request.POST or None, kept=kept, initial=initial)


def _start(request: HttpRequest, form: StoreModeForm, by: User) -> HttpResponse:
    chosen = form.cleaned_data
    start(
        request,
        by=by,
        at=timezone.now(),
        together=chosen["who"] == TOGETHER,
        keep=chosen.get("keep", False),
    )
    response = redirect("questionnaire:start")
    device.mark(response, chosen["store"])
    return response
