"""The list of movements: what moved, where, and why."""

from decimal import Decimal

import pytest

from products import stock
from products.models import Movement
from tests.products import make

pytestmark = pytest.mark.django_db

LIST = "/admin/products/movement/"
TWO = Decimal(2)


def transfer(batch, to):
    stock.transfer(batch=batch, to=to, quantity=TWO, by=None, at=make.NOW, reference="van 3")


def cells(desk, **query):
    """Of each row: kind, quantity, place, counted and expected, why."""
    page = desk.get(LIST, query)
    admin = page.context["cl"].model_admin
    return [
        (row.kind, admin.signed_quantity(row), admin.place(row), admin.count(row), admin.why(row))
        for row in page.context["cl"].result_list
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_transfers_take_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _ in range(rows):
        transfer(make.batch(), make.store())

    with django_assert_num_queries(8):
        page = desk.get(LIST, {"kind__exact": "transfer_out"})

    assert len(page.context["cl"].result_list) == rows


def test_transfer_is_shown_with_both_ends(desk):
    here, there = make.store(name="Elm Street"), make.store(name="River Road")
    transfer(make.batch(at=here), there)

    rows = cells(desk, q="van 3")

    assert rows == [
        ("transfer_in", "+2 each", "River Road, from Elm Street", "", ""),
        ("transfer_out", "-2 each", "Elm Street, to River Road", "", ""),
    ]


def test_count_is_shown_with_what_was_expected(desk):
    batch = make.batch(at=make.store(name="Elm Street"))
    stock.count(batch=batch, expected=batch.on_hand, counted=TWO, by=None, at=make.NOW)

    rows = cells(desk, kind__exact="count")

    assert rows == [("count", "-3 each", "Elm Street", "2 / 5", "")]


def test_reason_is_shown_and_filtered_by(desk):
    batch = make.batch(at=make.store(name="Elm Street"))
    stock.waste(
        batch=batch, quantity=TWO, reason_code="damaged", reason="fell", by=None, at=make.NOW
    )

    rows = cells(desk, reason_code__exact="damaged")

    assert rows == [("waste", "-2 each", "Elm Street", "", "damaged: fell")]


@pytest.mark.parametrize("query", ["1A4060300", "van 3", "B-77"])
def test_movements_are_searched_by_what_staff_have_in_hand(query, desk):
    batch = make.batch(number="B-77", package_tag="1A4060300")
    transfer(batch, make.store())
    make.batch()

    found = {row.batch.number for row in desk.get(LIST, {"q": query}).context["cl"].result_list}

    assert found == {"B-77"}
    assert Movement.objects.exclude(batch__number="B-77").count() == 1
