from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

View = Callable[..., HttpResponse]

# Other sites are told nothing, and ours only its own name: never the secret in the address. With
# `no-referrer` browsers send `Origin: null`, and Django would refuse every form of the page.
REFERRER = "strict-origin"


def private(view: View) -> View:
    """No cache keeps what this view shows, and no search engine lists it."""

    @never_cache
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return wrapped


def behind_secret(view: View) -> View:
    """Private, and nobody is told the address, which opens it."""

    @private
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response.headers["Referrer-Policy"] = REFERRER
        return response

    return wrapped
