"""What somebody changes between the plan and its application."""

from decimal import Decimal

import pytest

from products import stock
from products.importing.apply import apply_plan
from products.importing.errors import GroundShiftedError
from products.models import Batch, CatalogueImport, Product
from tests.products.importing.material import (
    NOW,
    SOURCE,
    applied,
    plan,
    row,
    stock_layout,
)

pytestmark = pytest.mark.django_db
LAYOUT = stock_layout()


def made_by_hand(store):
    applied(row(), layout=LAYOUT, store=store)


def product_renamed(store):
    Product.objects.update(name="Blue Hill No. 2")


def units_written_off(store):
    stock.waste(
        batch=Batch.objects.get(), quantity=Decimal(1), by=None, at=NOW, reason_code="expired"
    )


@pytest.mark.parametrize(
    ("before", "shift"),
    [
        ([], made_by_hand),
        ([row(name="Old name")], product_renamed),
        ([row(on_hand="5")], units_written_off),
    ],
)
def test_shifted_ground_stops_the_import_whole(store, before, shift):
    if before:
        applied(*before, layout=LAYOUT, store=store)
    planned = plan(row(on_hand="8"), layout=LAYOUT, store=store)
    shift(store)
    imports = CatalogueImport.objects.count()

    with pytest.raises(GroundShiftedError, match=r"first seen at row 2\)\. Nothing was imported"):
        apply_plan(planned, SOURCE, by=None, at=NOW)

    assert CatalogueImport.objects.count() == imports


def test_row_that_asks_for_nothing_new_does_not_mind_what_others_do(store):
    applied(row(), layout=LAYOUT, store=store)
    planned = plan(row(), row(3, sku="S2"), layout=LAYOUT, store=store)
    Batch.objects.update(state="released")

    record = apply_plan(planned, SOURCE, by=None, at=NOW)

    assert record.finished_at == NOW


def test_failure_in_a_later_portion_takes_the_earlier_ones_back(store, one_row_a_transaction):
    planned = plan(row(sku="S1", on_hand="3"), row(3, sku="S2"), layout=LAYOUT, store=store)
    applied(row(sku="S2"), layout=LAYOUT, store=store)

    with pytest.raises(GroundShiftedError, match="row 3"):
        apply_plan(planned, SOURCE, by=None, at=NOW)

    taken_back = CatalogueImport.objects.latest("pk")
    first = Product.objects.get(registration_number="S1")
    assert (taken_back.undone_at, taken_back.finished_at) == (NOW, None)
    assert (first.active, first.batches.get().on_hand) == (False, 0)
