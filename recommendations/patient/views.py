from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.models import Submission
from recommendations.patient.own import own
from recommendations.patient.presentation import present, with_pickups


@require_safe
@own
def result(request: HttpRequest, submission: Submission, secret: str) -> HttpResponse:
    """The patient's own page: what was concluded, as far as it is published."""
    now = timezone.now()
    page = with_pickups(present(submission, at=now), submission, at=now)
    context = {"page": page, "secret": secret}
    return render(request, "recommendations/patient/result.html", context)
