"""The picture of the body says the same as the list of places, and holds no control of its own."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from recommendations.questionnaire import vocabulary
from recommendations.questionnaire.body_map import FIGURES
from recommendations.questionnaire.forms.spasm import WhereForm
from tests.herbology.markup import attribute, elements, has_class, within

EVERYWHERE = "whole_body_or_multiple"
PLACES = set(vocabulary.values("spasm_location")) - {EVERYWHERE}


def field():
    return render_to_string("bootstrap5/field.html", {"field": WhereForm()["spasm_location"]})


def test_every_place_can_be_tapped():
    assert {spot.value for figure in FIGURES for spot in figure.spots} == PLACES


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: str(figure.caption))
def test_what_can_be_tapped_is_what_is_drawn(figure):
    drawn = {part.value for part in figure.parts if part.value}

    assert {spot.value for spot in figure.spots} == drawn


def test_every_spot_is_a_label_of_its_place_in_the_list():
    html = field()
    places = {attribute(box, "id"): attribute(box, "value") for box in elements(html, "input")}

    labels = [label for label in elements(html, "label") if has_class(label, "body-spot")]

    assert [places[attribute(label, "for")] for label in labels] == [
        spot.value for figure in FIGURES for spot in figure.spots
    ]


def test_picture_has_no_control_and_no_words_for_a_screen_reader():
    picture = next(each for each in elements(field(), "div") if has_class(each, "body-map"))

    assert attribute(picture, "aria-hidden") == "true"
    assert within(picture, "input", "button", "a", "select") == []


@pytest.mark.parametrize("state", ["checked", "focus-visible"])
def test_style_sheet_knows_every_place(state):
    with open(finders.find("recommendations/body-map.css"), encoding="utf-8") as file:
        pairs = re.findall(rf':has\(\[value="(\w+)"\]:{state}\) \.at-(\w+)', file.read())

    assert pairs == [(place, place) for place in dict(pairs)]
    assert set(dict(pairs)) == PLACES
