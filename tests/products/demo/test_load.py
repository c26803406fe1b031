from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.demo import Loaded, load
from products.models import Batch, LabResult, Movement, Product, Store, Strain
from tests.products.demo.conftest import TODAY
from tests.products.demo.snapshot import all_rows, all_rows_but

pytestmark = pytest.mark.matrix

LATER = date(2026, 3, 9)
MOVING = ("tested_on", "received_on", "expires_on")


def dates_of(number):
    batch = Batch.objects.get(number=number, store__slug="elm-street")
    return batch.lab_result.tested_on, batch.received_on, batch.expires_on


def test_load_says_what_it_did(demo):
    lots = Batch.objects.values("product", "number").distinct().count()

    assert demo == Loaded(
        stores=Store.objects.count(),
        strains=Strain.objects.count(),
        products=Product.objects.count(),
        batches=Batch.objects.count(),
        new_products=Product.objects.count(),
        new_lots=lots,
        moved_lots=0,
    )


def test_load_counts_dates_from_today(demo):

    assert dates_of("LF-2417") == (
        TODAY - timedelta(days=41),
        TODAY - timedelta(days=25),
        TODAY + timedelta(days=260),
    )


def test_load_gives_strains_their_parents(demo):

    parents = Strain.objects.get(name="Mossbell").parents.values_list("name", flat=True)

    assert sorted(parents) == ["Copper Heron", "Harbor Lantern"]


def test_load_twice_on_one_day_changes_no_row(demo):
    before = all_rows()

    load(today=TODAY)

    assert all_rows() == before


def test_load_twice_on_one_day_writes_nothing(demo):

    with CaptureQueriesContext(
        connection,
    ) as queries:
        load(today=TODAY)

    verbs = {query["sql"].split()[0] for query in queries}
    assert verbs & {"INSERT", "UPDATE", "DELETE"} == set()


def test_load_on_a_later_day_moves_the_dates(demo):
    week = LATER - TODAY
    before = dates_of("LF-2417")

    load(today=LATER)

    assert dates_of("LF-2417") == tuple(day + week for day in before)


def test_load_on_a_later_day_changes_nothing_but_dates(demo):
    before = all_rows_but(*MOVING)

    load(today=LATER)

    assert all_rows_but(*MOVING) == before


def test_load_on_a_later_day_moves_every_lot_once(demo):
    first = load(today=LATER)
    second = load(today=LATER)

    assert (first.moved_lots, second.moved_lots) == (demo.new_lots, 0)


def test_load_on_an_earlier_day_moves_the_dates_back(demo):
    before = all_rows()
    load(today=LATER)

    load(today=TODAY)

    assert all_rows() == before


def test_load_keeps_what_staff_changed_in_a_product(demo):
    Product.objects.filter(slug="mossbell-flower-3-5-g").update(price=Decimal(1), active=False)

    load(today=LATER)

    product = Product.objects.get(slug="mossbell-flower-3-5-g")
    assert (product.price, product.active) == (Decimal(1), False)


@pytest.mark.parametrize("column", ["expires_on", "received_on"])
def test_load_leaves_a_lot_of_which_staff_changed_a_date(demo, column):
    batches = Batch.objects.filter(number="LF-2417", store__slug="elm-street")
    batches.update(**{column: date(2026, 2, 1)})
    before = dates_of("LF-2417")

    load(today=LATER)

    assert dates_of("LF-2417") == before


def test_load_leaves_a_lot_to_which_staff_gave_an_expiry(demo):
    Batch.objects.filter(number="SHOW-NO-EXPIRY").update(expires_on=date(2027, 1, 1))

    load(today=LATER)

    assert Batch.objects.get(number="SHOW-NO-EXPIRY").expires_on == date(2027, 1, 1)


def test_load_leaves_what_staff_made(demo):
    product = Product.objects.get(slug="mossbell-flower-3-5-g")
    own = LabResult.objects.create(product=product, lot="OURS", tested_on=TODAY)
    Batch.objects.create(
        product=product,
        store=Store.objects.first(),
        number="OURS",
        lab_result=own,
        received_on=TODAY,
        expires_on=LATER,
    )

    load(today=LATER)

    batch = Batch.objects.get(number="OURS")
    assert (batch.received_on, batch.expires_on, batch.lab_result.tested_on) == (
        TODAY,
        LATER,
        TODAY,
    )


def test_load_does_not_refill_what_was_sold(demo):
    movements = Movement.objects.count()

    load(today=LATER)

    sold_out = Batch.objects.get(number="SHOW-SOLD-OUT")
    assert (sold_out.on_hand, Movement.objects.count()) == (Decimal(0), movements)


def test_load_adds_generated_products_with_stock(demo):
    loaded = load(today=TODAY, generated=20)

    generated = Batch.objects.filter(product__slug__startswith="gen-", on_hand__gt=0)
    assert (loaded.products - demo.products, loaded.new_products) == (20, 20)
    assert generated.count() == 20


def test_load_adds_only_the_generated_products_that_are_missing(demo):
    load(today=TODAY, generated=5)

    loaded = load(today=TODAY, generated=8)

    slugs = Product.objects.filter(slug__startswith="gen-").values_list("slug", flat=True)
    assert loaded.new_products == 3
    assert sorted(slugs) == [f"gen-{n:06}" for n in range(1, 9)]


def test_load_moves_the_dates_of_generated_products(demo):
    load(today=TODAY, generated=1)
    before = Batch.objects.get(number="GEN-000001").expires_on

    load(today=LATER, generated=1)

    assert Batch.objects.get(number="GEN-000001").expires_on == before + (LATER - TODAY)
