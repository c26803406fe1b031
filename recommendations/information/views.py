from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from recommendations.information.choosing import choosing_page
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
