from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from recommendations.links import open_link
from recommendations.patient.presentation import present
from recommendations.questionnaire.caring import result_reminder
from recommendations.questionnaire.store_mode import device


@never_cache
@require_safe
def result(request: HttpRequest, secret: str) -> HttpResponse:
    """The patient's own page: what was concluded, as far as it is published."""
    now = timezone.now()
    link = open_link(secret, at=now)
    if device.of(request):  # its history is everybody's
        response = render(request, "recommendations/patient/shared_device.html", status=403)
    elif link is None:
        response = render(request, "recommendations/patient/unknown_link.html", status=404)
    else:
        context = {
            "page": present(link.submission, at=now),
            "about": result_reminder(link.submission),
        }
        response = render(request, "recommendations/patient/result.html", context)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
