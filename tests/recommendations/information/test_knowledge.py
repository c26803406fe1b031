"""What the catalogue is told of the guideline: the very words of a patient's page."""

from pathlib import Path

import pytest
from django.conf import settings

from products.catalogue.knowledge import knowledge
from products.catalogue.strain_page import LABEL_SOURCES
from products.potency import ROUTES
from recommendations.guideline import load_guideline
from recommendations.information import knowledge as ours
from recommendations.patient.times import in_words


def test_settings_name_this_module():
    assert knowledge() is ours


@pytest.mark.parametrize("route", ROUTES)
def test_times_of_a_route_are_in_the_words_of_a_patients_page(route):
    facts = knowledge().route_facts(route)

    assert facts.times == in_words(load_guideline().routes[route])
    assert all((facts.name, facts.how, facts.watch, facts.sources))


def test_references_are_whole_and_in_order():
    watts, smith, piomelli = knowledge().references(LABEL_SOURCES)

    assert (watts[:7], smith[:8], piomelli[:10]) == ("Watts S", "Smith CJ", "Piomelli D")


def test_reference_that_nobody_has_read_is_refused():
    with pytest.raises(KeyError, match="nobody has read filippini2022"):
        knowledge().references(["filippini2022"])


def test_keeping_it_safe_names_the_numbers_to_call():
    advice = knowledge().keep_safe()

    assert advice.title == "Keep it away from children and pets"
    assert "1-800-222-1222" in advice.text
    assert "911" in advice.text


def test_catalogue_reaches_the_settings_of_the_policy():
    assert (settings.MINIMUM_AGE, settings.ROUTES_ALLOWED) == (18, ROUTES)
    assert Path(ours.__file__).name == "knowledge.py"
