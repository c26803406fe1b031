"""The same on SQLite's FTS5 and PostgreSQL's text search."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from products.models import Product, Strain
from products.search import matching, reindex
from products.search.matching import BEGINS, ELSEWHERE, EXACT, IN_THE_NAME
from products.words import searched_words, spellings, words_of
from tests.products import make

pytestmark = pytest.mark.django_db


def names(typed):
    found = Product.objects.filter(pk__in=matching(searched_words(typed)).products)
    return sorted(found.values_list("name", flat=True))


@pytest.mark.parametrize(
    "typed",
    [
        *("crème", "CREME", "Cremes", "crem", "brûlée crème", "brulees"),
        *("creme-brulee", "10mg", "10 MG", "larkfold", "gummies", "gum", "harbor lanterns"),
    ],
)
def test_product_is_found_by_its_words_however_they_are_written(typed, found, lantern):
    found("Crème Brûlée 10 mg", format="gummy", producer="Larkfold Farm", strain=lantern)
    found("Wren Balm", format="balm")

    assert names(typed) == ["Crème Brûlée 10 mg"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "%", "_", '"', "''", "gummy OR balm", "NOT", "* *", "\x00", "'; --"]
)
def test_signs_and_operators_are_only_text(typed, found):
    found("Quiet Gummy", format="gummy")
    found("Wren Balm", format="balm")

    assert names(typed) == []


def test_every_word_must_be_there(found):
    found("Quiet Harbor", "Quiet Meadow")

    assert names("quiet meadow") == ["Quiet Meadow"]


def test_exact_names_come_first(found, lantern):
    exact, begins, inside = found("Lantern", "Lantern Oil", "Oil Lantern")
    (elsewhere,) = found("Old Jar", strain=lantern)

    assert matching(["lantern"]).products == {
        exact.pk: EXACT,
        begins.pk: BEGINS,
        inside.pk: IN_THE_NAME,
        elsewhere.pk: ELSEWHERE,
    }


def test_strains_are_found_by_their_names(found):
    hill, exact, _other = (
        Strain.objects.create(name=name, slug=name.replace(" ", "-"))
        for name in ("Blue Hill Lantern", "Lantern", "Copper Heron")
    )
    reindex()

    assert matching(["lantern"]).strains == {exact.pk: EXACT, hill.pk: IN_THE_NAME}


LETTERS = st.text("abesyé10 -'%", max_size=14)


class MatchingTest(TestCase):
    @given(LETTERS, LETTERS)
    def test_database_finds_what_beginnings_of_words_say(self, name, typed):
        product = make.product(name=name or "x")
        reindex()
        words = searched_words(typed)

        there = words_of(f"{product.name} {product.format.name}")
        expected = bool(words) and all(
            any(each.startswith(spellings(word)) for each in there) for word in words
        )
        assert (product.pk in matching(words).products) == expected
