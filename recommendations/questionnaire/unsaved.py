"""A warning sign that is sent when the answers before it are gone: help comes first, nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from recommendations.questionnaire.care import care_for
from recommendations.questionnaire.pages import WARNING_SIGNS
from recommendations.questionnaire.walk import stopping

TEMPLATE = "recommendations/questionnaire/stop_unsaved.html"


def care_page(request: HttpRequest) -> HttpResponse | None:
    """What to do about the signs that this request brings; None where none of them ends the questions.

    The start page asks for consent and two more answers: nobody with an emergency shall begin there.
    """
    form = WARNING_SIGNS.form_class(request.POST)
    if request.method != "POST" or not form.is_valid():
        return None
    signs = stopping(form.cleaned_data["red_flag"])
    if not signs:
        return None
    context = {"care": care_for(signs, {"red_flag": list(signs)}), "codes": signs}
    return render(request, TEMPLATE, context)
