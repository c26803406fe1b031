"""Tags and slugs that belong to something already, and units that stock is counted in."""

import pytest

from products.models import Product
from tests.products.importing.material import applied, outcomes, plan, row, stock_layout

pytestmark = pytest.mark.django_db
LAYOUT = stock_layout()


def refusals(made):
    return [(found.row, found.column, found.reason) for found in made.refused]


def test_tag_of_another_batch_is_refused(store):
    applied(row(tag="1A1"), layout=LAYOUT, store=store)

    made = plan(row(3, batch="B2", tag="1A1"), layout=LAYOUT, store=store)

    assert refusals(made) == [(3, "tag", "another batch at this store has this package tag")]


def test_tag_of_an_earlier_row_is_refused(store):
    made = plan(row(tag="1A1"), row(3, batch="B2", tag="1A1"), layout=LAYOUT, store=store)

    assert refusals(made) == [(3, "tag", "another batch at this store has this package tag")]


def test_tag_of_the_batch_itself_is_no_news(store):
    applied(row(tag="1A1"), layout=LAYOUT, store=store)

    made = plan(row(tag="1A1"), layout=LAYOUT, store=store)

    assert outcomes(made) == ["unchanged"]


def test_expiry_before_production_is_refused(store):
    made = plan(row(made="2025-03-01", expires="2025-03-01"), layout=LAYOUT, store=store)

    reason = "expires on 2025-03-01, which is not after 2025-03-01, when produced"
    assert refusals(made) == [(2, "", reason)]


def test_keys_alike_but_for_a_stroke_get_slugs_of_their_own(store):
    applied(row(sku="A/1"), layout=LAYOUT, store=store)

    applied(row(sku="A 1"), row(3, sku="A:1"), layout=LAYOUT, store=store)

    slugs = Product.objects.order_by("pk").values_list("slug", flat=True)
    assert list(slugs) == ["blue-hill-a1", "blue-hill-a-1", "blue-hill-a1-370b98"]


def test_name_and_key_without_a_letter_of_a_slug_get_one(store):
    applied(row(sku="大", name="麻"), layout=LAYOUT, store=store)

    assert Product.objects.get().slug == "7d4ca7"


def test_unit_of_a_product_whose_stock_has_moved_stays(store):
    applied(row(on_hand="3"), layout=LAYOUT, store=store)

    made = plan(row(unit="gram"), layout=LAYOUT, store=store)

    reason = "is counted by the each, and stock has moved: its unit cannot become gram"
    assert refusals(made) == [(2, "", reason)]
