"""Before products and strains: how old somebody is, asked once for a session on a page of its own.

Whoever says to be too young is told kindly, and nothing is remembered of it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from herbology.languages import own_address

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

# The age that was confirmed: where the law raises it, everybody is asked anew.
CONFIRMED = "age_confirmed"
LONGEST_NEXT = 2000


def for_adults(view: View[P]) -> View[P]:
    """Asks for the age first, and comes back to the very page that was wanted."""

    @wraps(view)
    def gated(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not is_confirmed(request):
            wanted = urlencode({"next": own_address(request)})
            response: HttpResponseBase = redirect(f"{reverse('catalogue:age')}?{wanted}")
        else:
            response = view(request, *args, **kwargs)
        # No cache between us may hand the page to somebody who was not asked.
        patch_cache_control(response, private=True)
        return response

    return gated


def is_confirmed(request: HttpRequest) -> bool:
    confirmed: Any = request.session.get(CONFIRMED)
    return isinstance(confirmed, int) and confirmed >= settings.MINIMUM_AGE


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def age(request: HttpRequest) -> HttpResponse:
    wanted = own_page(request.POST.get("next") or request.GET.get("next"))
    answer = request.POST.get("of_age")
    if answer == "yes":
        request.session[CONFIRMED] = settings.MINIMUM_AGE
        return redirect(wanted)
    if answer == "no":
        return redirect("catalogue:too_young")
    context = {
        "minimum_age": settings.MINIMUM_AGE,
        "next": wanted,
        "unanswered": request.method == "POST",
    }
    return render(
        request, "products/age.html", context, status=422 if context["unanswered"] else 200
    )


@never_cache
@require_safe
def too_young(request: HttpRequest) -> HttpResponse:
    return render(request, "products/too_young.html", {"minimum_age": settings.MINIMUM_AGE})


def own_page(address: str | None) -> str:
    """The address if it is one of ours, without a host, and no page that asks for the age; else the
    catalogue."""
    address = address or ""
    ours = (
        address.startswith("/")
        and not address.startswith(reverse("catalogue:age"))
        and address.isprintable()
        and len(address) <= LONGEST_NEXT
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
    return address if ours else reverse("catalogue:browse")
