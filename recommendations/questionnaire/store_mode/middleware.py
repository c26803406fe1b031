from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth import SESSION_KEY as SIGNED_IN
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from recommendations.questionnaire import unsaved
from recommendations.questionnaire.pages import WARNING_SIGNS
from recommendations.questionnaire.store_mode import device

STAFF_ROOMS = ("/admin/", "/questionnaire/store-mode/")
# A browser asks for these by itself: nobody has touched the device.
NO_PAGES = ("/favicon.ico", "/healthz/")
UNTOUCHED = {"store-still-there", "recommendations_submission_news"}


def store_mode(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """On a store's shared device: end idle sessions, keep nothing in caches, leave nobody signed in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        mode = device.read(request)
        vars(request)["store_mode"] = mode
        if mode is None or request.path_info in NO_PAGES:
            return get_response(request)
        at = timezone.now()
        response = _begin_anew(request, at) or get_response(request)
        if not _is_untouched(request):
            device.note_use(request.session, at=at)
        add_never_cache_headers(response)
        return response

    return middleware


def _begin_anew(request: HttpRequest, at: datetime) -> HttpResponse | None:
    """Clear the device when its time is over, or when a member of staff hands it to a patient."""
    at_staff = request.path_info.startswith(STAFF_ROOMS)
    if device.is_idle(request.session, at=at):
        device.clear(request, at=at)
        return None if at_staff else _say_cleared(request)
    if SIGNED_IN in request.session and not at_staff:
        device.clear(request, at=at)
    return None


def _say_cleared(request: HttpRequest) -> HttpResponse | None:
    start = reverse("questionnaire:start")
    if not request.path_info.startswith(start):
        return None
    signs = reverse("questionnaire:page", args=[WARNING_SIGNS.key])
    if request.path_info == signs and (care := unsaved.care_page(request)):
        return care  # whoever has just answered is still there
    messages.info(
        request,
        _(
            "Nobody had used this tablet for some minutes, so we have cleared it. Please start here."
        ),
    )
    if request.method in ("GET", "HEAD") and request.path_info == start:
        return None
    return redirect(start)


def _is_untouched(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is None or match.url_name in UNTOUCHED
