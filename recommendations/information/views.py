from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.information.choosing import choosing_page
from recommendations.information.keeping import keeping
from recommendations.information.spasms import spasms_page
from recommendations.questionnaire.vocabulary import guideline, policy, texts

TEMPLATES = "recommendations/information"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    facts = {"guideline": guideline(), "policy": policy()}
    return render(request, "recommendations/home.html", facts)


@require_safe
def muscle_spasms(request: HttpRequest) -> HttpResponse:
    page = spasms_page(guideline(), policy(), texts(), today=timezone.localdate())
    return render(request, f"{TEMPLATES}/muscle_spasms.html", {"page": page})


@require_safe
def how_we_choose(request: HttpRequest) -> HttpResponse:
    page = choosing_page(guideline(), policy(), texts())
    facts = {"page": page, "guideline": guideline(), "policy": policy()}
    return render(request, f"{TEMPLATES}/how_we_choose.html", facts)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept and for how long, from the very numbers that the code goes by."""
    return render(request, f"{TEMPLATES}/privacy.html", keeping())
