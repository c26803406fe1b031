from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from products import stock
from products.importing.errors import LayoutError
from products.models import Batch, Format, Product
from tests.products.importing.material import (
    ASSUMING,
    NOW,
    TODAY,
    applied,
    make_store,
    outcomes,
    plan,
    row,
    small_layout,
    told,
)

pytestmark = pytest.mark.django_db
LAYOUT = small_layout()


def test_plan_writes_nothing(store):
    plan(row(), layout=LAYOUT, store=store)

    assert (Product.objects.count(), Batch.objects.count()) == (0, 0)


def test_same_file_again_is_unchanged(store):
    applied(row(), layout=LAYOUT, store=store)

    made = plan(row(), layout=LAYOUT, store=store)

    assert (outcomes(made), told(made)) == (["unchanged"], [])


def test_assumed_facts_on_a_later_day_change_nothing(store):
    layout = small_layout(ASSUMING)
    applied(row(tested=""), layout=layout, store=store)

    made = plan(row(tested=""), layout=layout, store=store, today=TODAY + timedelta(days=90))

    assert outcomes(made) == ["unchanged"]


def test_same_product_at_another_store_makes_a_batch_there(store):
    applied(row(), layout=LAYOUT, store=store)

    made = plan(row(), layout=LAYOUT, store=make_store("other"))

    assert [(item.outcome, item.product.pk is None) for item in made.rows] == [("created", False)]


@pytest.mark.parametrize(
    ("cells", "finding"),
    [
        ({"name": "Red Hill"}, ("changed", "name", "Red Hill", "was Blue Hill")),
        ({"price": "12"}, ("changed", "price", "12.00", "was empty")),
        ({"expires": "2026-01-31"}, ("changed", "expires", "2026-01-31", "was empty")),
        ({"received": "5"}, ("changed", "received", "5", "0 received so far")),
        ({"allergens": "soy"}, ("changed", "allergens", "soy", "was empty")),
    ],
)
def test_changed_cell_is_told_with_old_and_new(store, cells, finding):
    applied(row(), layout=LAYOUT, store=store)

    made = plan(row(**cells), layout=LAYOUT, store=store)

    assert (outcomes(made), told(made)) == (["changed"], [finding])


def test_changed_reading_is_a_change_of_the_lab_result(store):
    applied(row(), layout=LAYOUT, store=store)

    made = plan(row(thca="21"), layout=LAYOUT, store=store)

    assert [(change.on, change.field) for change in made.rows[0].changes] == [
        ("lab_result", "readings")
    ]


def test_emptied_cell_changes_nothing(store):
    applied(row(price="12", cbd="0.5"), layout=LAYOUT, store=store)

    made = plan(row(price="", cbd=""), layout=LAYOUT, store=store)

    assert outcomes(made) == ["unchanged"]


def test_less_received_than_before_is_flagged_and_not_taken_away(store):
    applied(row(received="8"), layout=LAYOUT, store=store)

    made = plan(row(received="5"), layout=LAYOUT, store=store)

    assert (outcomes(made), told(made)) == (
        ["unchanged"],
        [
            (
                "flagged",
                "received",
                "5",
                "8 received already, nothing is taken away; count the batch",
            )
        ],
    )


def test_sold_out_batch_is_not_filled_up_by_the_same_file(store):
    layout = small_layout(ASSUMING)
    applied(row(tested=""), layout=layout, store=store)
    batch = Batch.objects.get()
    stock.dispense(batch=batch, quantity=Decimal(100), by=None, at=NOW)

    made = plan(row(tested=""), layout=layout, store=store)

    assert outcomes(made) == ["unchanged"]


def test_format_that_staff_decided_stays(store):
    applied(row(form="oil"), layout=LAYOUT, store=store)
    Product.objects.update(format=Format.objects.get(code="capsule"))

    made = plan(row(form="oil"), layout=LAYOUT, store=store)

    assert (outcomes(made), told(made)) == (
        ["unchanged"],
        [("flagged", "form", "oil", "undecided here; stays Capsule")],
    )


def test_two_batches_of_one_product_make_it_once(store):
    record = applied(row(), row(3, batch="B2"), layout=LAYOUT, store=store)

    assert record.counts["created"] == 2
    assert (Product.objects.count(), Batch.objects.count()) == (1, 2)


def test_rows_that_contradict_each_other_are_refused(store):
    made = plan(row(), row(3, batch="B2", name="Red Hill"), layout=LAYOUT, store=store)

    assert told(made) == [("refused", "", "", "row 2 says something else of product S1: name")]


def test_two_results_for_one_lot_are_refused(store):
    made = plan(row(lot="L"), row(3, batch="B2", lot="L", thc="2"), layout=LAYOUT, store=store)

    assert told(made) == [("refused", "", "", "row 2 gives another lab result for lot L")]


def test_strength_beyond_the_format_is_flagged(store):
    made = plan(row(thca="60"), layout=LAYOUT, store=store)

    assert [item[0] for item in told(made)] == ["flagged"]
    assert made.rows[0].batch.within_bounds is False


def test_unknown_strain_is_flagged_and_left_out(store):
    made = plan(row(strain="Nowhere"), layout=LAYOUT, store=store)

    assert told(made) == [("flagged", "strain", "Nowhere", "no strain of this name; add it first")]


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"pack": "40"}, "a pack size needs both its amount and its unit"),
        ({"received": "2.5"}, "counted in whole pieces, not 2.5"),
    ],
)
def test_row_that_the_catalogue_cannot_hold_is_refused(store, cells, reason):
    made = plan(row(**cells), layout=LAYOUT, store=store)

    assert told(made) == [("refused", "", "", reason)]


def test_layout_with_a_format_the_catalogue_lacks_is_refused(store):
    layout = replace(LAYOUT, formats={"flower": "moon_rock"})

    with pytest.raises(LayoutError, match="small: the catalogue has no format moon_rock"):
        plan(row(), layout=layout, store=store)


@pytest.mark.parametrize("rows", [1, 3])
def test_plan_asks_the_database_as_often_for_many_rows_as_for_one(
    store, rows, django_assert_num_queries
):
    file = [row(n, sku=f"S{n}") for n in range(2, 2 + rows)]
    applied(*file, layout=LAYOUT, store=store)

    with django_assert_num_queries(20):
        plan(*file, layout=LAYOUT, store=store)
