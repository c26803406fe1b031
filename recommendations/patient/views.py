from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.links import open_link
from recommendations.patient.presentation import present


@never_cache
@require_safe
def result(request: HttpRequest, secret: str) -> HttpResponse:
    """The patient's own page: what was concluded, as far as it is published."""
    now = timezone.now()
    link = open_link(secret, at=now)
    if link is None:
        response = render(request, "recommendations/patient/unknown_link.html", status=404)
    else:
        page = present(link.submission, at=now)
        response = render(request, "recommendations/patient/result.html", {"page": page})
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
