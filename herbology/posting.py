"""Addresses of buttons alone: they do something when a form is sent, and show nothing."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

View = Callable[..., HttpResponse]


def only_by_button(page: str) -> Callable[[View], View]:
    """Lead whoever asks for the address itself to the page that the button stands on.

    Somebody comes there by the address bar, by the history, and by the switch between languages on a
    page that a form answered with. `page` is that page's URL name, with the same parts in its address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            match = request.resolver_match
            return redirect(page, **(match.kwargs if match else {}))

        return wrapped

    return decorate
