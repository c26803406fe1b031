from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from recommendations.links import open_link
from recommendations.questionnaire.responses import private
from recommendations.questionnaire.store_mode import device

# Other sites are told nothing, and ours only its own name: never the secret in the address. With
# `no-referrer` browsers send `Origin: null`, and Django would refuse every form of the page.
REFERRER = "strict-origin"

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """Give the view the submission that the secret opens; whatever it answers stays private."""

    @private
    @wraps(view)
    def wrapped(request: HttpRequest, secret: str, **more: Any) -> HttpResponse:
        response = _answer(view, request, secret, more)
        response.headers["Referrer-Policy"] = REFERRER
        return response

    return wrapped


def _answer(view: View, request: HttpRequest, secret: str, more: dict[str, Any]) -> HttpResponse:
    if device.of(request):  # a shared tablet: its history is everybody's
        return render(request, "recommendations/patient/shared_device.html", status=403)
    link = open_link(secret, at=timezone.now())
    return view(request, link.submission, secret, **more) if link else _unknown(request)


def _unknown(request: HttpRequest) -> HttpResponse:
    """A message that was on its way is shown, so that it can be copied."""
    context = {"typed": request.POST.get("text", "")}
    return render(request, "recommendations/patient/unknown_link.html", context, status=404)
