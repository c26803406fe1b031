import pytest

from herbology.claims import find_claims
from products.ingredients import ingredients, without_claims
from products.models import Product


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        pytest.param("Olive oil, soy lecithin.", "Olive oil, soy lecithin.", id="none"),
        pytest.param(
            "Olive oil, soy lecithin, relieves pain. Mint.",
            "Olive oil, soy lecithin. Mint.",
            id="last-part",
        ),
        pytest.param("Relieves pain, milk; egg.", "milk; egg.", id="first-part"),
        pytest.param("Sugar\nmilk\nHeals", "Sugar\nmilk", id="line"),
        pytest.param("Milk. Relieves pain. Relieves pain.", "Milk.", id="twice"),
        pytest.param("Milk, heals pain, cures cancer, egg", "Milk, egg.", id="two-in-one"),
        pytest.param("Leche, alivia el dolor, huevo.", "Leche, huevo.", id="spanish"),
        pytest.param("Relieves pain", "", id="nothing-else"),
        pytest.param("", "", id="empty"),
    ],
)
def test_only_what_claims_something_is_left_out(stated, shown):
    assert without_claims(stated).split() == shown.split()


def test_what_claims_something_over_a_comma_goes_as_a_whole():
    stated = "Milk. It cures, heals, and relieves, pain and cancer."

    assert not find_claims(without_claims(stated))
    assert without_claims(stated).startswith("Milk.")


@pytest.mark.parametrize(("stated", "cut"), [("Milk.", False), ("Milk. Relieves pain.", True)])
def test_that_something_is_left_out_is_known(stated, cut):
    assert ingredients(Product(ingredients=stated)).cut is cut
