from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from herbology.private_pages import behind_secret
from products.models import Store
from recommendations.links import open_link
from recommendations.questionnaire.store_mode import device

View = Callable[..., HttpResponse]


def own_page(view: View) -> View:
    """Give the view the submission that the secret opens; whatever it answers stays private."""

    @behind_secret
    @wraps(view)
    def wrapped(request: HttpRequest, secret: str, **more: Any) -> HttpResponse:
        return _answer(view, request, secret, more)

    return wrapped


def _answer(view: View, request: HttpRequest, secret: str, more: dict[str, Any]) -> HttpResponse:
    if device.of(request):  # a shared tablet: its history is everybody's
        return render(request, "recommendations/patient/shared_device.html", status=403)
    link = open_link(secret, at=timezone.now())
    return view(request, link.submission, secret, **more) if link else unknown_link(request)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """Whom to ask for a new one. A message that was on its way is shown, so that it can be copied."""
    stores = Store.objects.filter(active=True).exclude(phone="")
    context = {"typed": request.POST.get("text", ""), "stores": stores}
    return render(request, "recommendations/patient/unknown_link.html", context, status=404)
