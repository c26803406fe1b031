from decimal import Decimal

import pytest
import time_machine

from products.catalogue import snapshot
from tests.products import make
from tests.products.catalogue.pages import names

pytestmark = pytest.mark.django_db


def test_snapshot_serves_for_some_seconds_and_is_read_anew_then():
    make.batch()
    first = snapshot.current(make.NOW)
    make.batch()

    assert snapshot.current(make.NOW) == first
    with time_machine.travel(make.NOW.timestamp() + snapshot.SECONDS + 1, tick=False):
        assert len(snapshot.current(make.NOW).ids) == 2


@pytest.mark.parametrize(
    ("seconds", "known_then"),
    [
        pytest.param(snapshot.SECONDS_YOUNG - 1, 1, id="young"),
        pytest.param(snapshot.SECONDS_YOUNG + 1, 2, id="no-longer-young"),
    ],
)
def test_shelf_is_read_anew_after_a_page_and_nobody_waits(
    seconds, known_then, adult, django_assert_num_queries
):
    make.batch()
    snapshot.current(make.NOW)
    make.batch()

    with time_machine.travel(make.NOW.timestamp() + seconds, tick=False):
        page = adult.get("/products/")
        with django_assert_num_queries(0):
            kept = snapshot.current(make.NOW)

    assert (len(names(page)), len(kept.ids)) == (1, known_then)


def test_shelf_is_read_anew_by_one_of_many(django_assert_num_queries):
    make.batch()
    with django_assert_num_queries(6):
        snapshot.renew(make.NOW)
    with django_assert_num_queries(0):
        snapshot.renew(make.NOW)


def test_stores_that_differ_in_strength_have_each_their_own():
    gummies = make.product("gummy", serving_amount=Decimal(1), servings=10)
    weak, strong = {"thc": "2", "cbd": "1"}, {"thc": "5", "cbd": "1"}
    make.batch(gummies, readings=strong, unit="mg_per_serving")
    make.batch(gummies, readings=weak, unit="mg_per_serving")

    shelf = snapshot.read(make.NOW)

    assert list(shelf.strengths) == [2]
    assert sorted(strength for _offer, strength in shelf.differing[0]) == [2, 5]


def test_products_that_are_alike_for_every_filter_are_one_kind():
    store = make.store()
    for _number in range(3):
        make.batch(at=store)

    assert [len(snapshot.read(make.NOW).kinds), len(snapshot.read(make.NOW).ids)] == [1, 3]
