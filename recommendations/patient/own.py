"""What every page behind a patient's link has: the link is open, and the page is nobody else's."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from recommendations.links import open_link

View = Callable[..., HttpResponse]


def own(view: View) -> View:
    """Give the view the submission of `secret`, or answer with a page that says why not (404).

    The page is in no index and no cache. Other sites learn nothing of its address; our own forms
    need it, or browsers send `Origin: null` and Django refuses them.
    """

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, secret: str, **more: Any) -> HttpResponse:
        link = open_link(secret, at=timezone.now())
        if link is None:
            response = render(request, "recommendations/patient/unknown_link.html", status=404)
        else:
            response = view(request, link.submission, secret, **more)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return opened
