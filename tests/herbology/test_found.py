"""Pages that are the same for everybody can be found; `PUBLIC_PAGES` names them."""

import pytest
from django.urls import reverse

from herbology.urls import PUBLIC_PAGES
from tests.products.catalogue.pages import canonical, meta

# The catalogue asks the age first, and tells search engines so (tests/products/catalogue).
OPEN_TO_ALL = [name for name in PUBLIC_PAGES if name != "catalogue:browse"]


@pytest.fixture(params=OPEN_TO_ALL)
def address(request, db):
    return reverse(request.param)


def test_public_page_asks_nobody_to_leave_it_out(client, address):
    response = client.get(address)

    assert "X-Robots-Tag" not in response.headers
    assert meta(response, "robots") == []


def test_public_page_says_in_a_sentence_what_it_is(client, address):
    (description,) = meta(client.get(address), "description")

    assert description.endswith(".")


def test_public_page_names_its_own_address_whatever_else_was_asked(client, address):
    assert canonical(client.get(address, {"from": "a-flyer"})) == [f"http://testserver{address}"]


def test_each_public_page_describes_itself_in_its_own_words(client, db):
    told = [meta(client.get(reverse(name)), "description")[0] for name in OPEN_TO_ALL]

    assert len(set(told)) == len(OPEN_TO_ALL)
