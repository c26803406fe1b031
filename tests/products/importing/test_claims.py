"""Texts of a file that claim something are taken in and told, and never put over our own."""

import pytest

from products.models import Product, Strain
from tests.products.importing.material import applied, outcomes, plan, row, small_layout, told
from tests.products.importing.strains.rows import LAYOUT as STRAINS
from tests.products.importing.strains.rows import known, strain

pytestmark = pytest.mark.django_db
WITH_TEXTS = small_layout()
RELIEF, NEW = "Pain Relief Flower", "taken in; rewrite it before shoppers read it"
HIDDEN = "taken in, but shoppers do not see it until it is rewritten and approved"
OURS = "the catalogue keeps its own text"


def claim(column, sentence, words, then):
    return ("flagged", column, sentence, f"makes a claim (“{words}”); {then}")


def test_claim_in_a_name_is_taken_in_and_flagged(store):
    applied(row(name=RELIEF), layout=WITH_TEXTS, store=store)

    made = plan(row(name=RELIEF), layout=WITH_TEXTS, store=store)
    assert Product.objects.get().name == RELIEF
    assert (outcomes(made), told(made)) == (
        ["unchanged"],
        [claim("name", RELIEF, "Pain Relief", NEW)],
    )


def test_name_that_staff_gave_stays_over_one_that_claims(store):
    applied(row(name=RELIEF), layout=WITH_TEXTS, store=store)
    Product.objects.update(name="Blue Flower")

    made = plan(row(name=RELIEF), layout=WITH_TEXTS, store=store)

    assert (outcomes(made), told(made)) == (
        ["unchanged"],
        [claim("name", RELIEF, "Pain Relief", OURS)],
    )


def test_rows_of_one_product_tell_its_claim_once(store):
    rows = [row(2, name=RELIEF, batch="B1"), row(3, name=RELIEF, batch="B2")]

    made = plan(*rows, layout=WITH_TEXTS, store=store)

    assert told(made) == [claim("name", RELIEF, "Pain Relief", NEW)]


def test_description_that_the_layout_supplies_is_looked_at(store):
    layout = small_layout('[constants]\ndescription = "Smells of pine. Relieves pain."\n')

    made = plan(row(), layout=layout, store=store)

    assert told(made) == [claim("description", "Relieves pain.", "Relieves pain", HIDDEN)]


def test_claim_of_a_strain_fills_an_empty_description_only(store):
    known("Empty", key="1")
    known("Written", key="2", description="Smells of pine.")
    rows = [
        strain(2, "1", "Empty", description="It heals."),
        strain(3, "2", "Written", description="It heals."),
    ]

    made = plan(*rows, layout=STRAINS, store=store)

    assert outcomes(made) == ["changed", "unchanged"]
    assert [found for found in told(made) if found[0] == "flagged"] == [
        claim("description", "It heals.", "heals", HIDDEN),
        claim("description", "It heals.", "heals", OURS),
    ]


def test_plain_text_still_replaces_another(store):
    known("Blue", key="1", description="Smells of pine.")

    applied(strain(2, "1", "Blue", description="Smells of lemon."), layout=STRAINS, store=store)

    assert Strain.objects.get().description == "Smells of lemon."
