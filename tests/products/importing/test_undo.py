from decimal import Decimal

import pytest

from products import stock
from products.importing.undo.whole import undo_import
from products.models import Batch, CatalogueImport, Product
from tests.products.importing.material import (
    ASSUMING,
    LATER,
    NOW,
    applied,
    make_store,
    refusal_of_undo,
    row,
    small_layout,
)

pytestmark = pytest.mark.django_db
LAYOUT = small_layout()


def test_undo_delists_what_was_made_and_takes_the_stock_back(store):
    record = applied(row(received="12"), layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.active, batch.on_hand) == (False, Decimal(0))
    movements = batch.movements.order_by("pk").values_list("kind", "quantity")
    assert list(movements) == [("receive", Decimal(12)), ("take_back", Decimal(-12))]
    assert CatalogueImport.objects.get().undone_at == LATER


def test_undo_restores_changed_fields_and_what_follows_from_them(store):
    applied(row(price="8", allergens="soy"), layout=LAYOUT, store=store)
    changed = row(price="9", allergens="dairy", thca="10", expires="2026-01-01")
    record = applied(changed, layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.price, batch.product.active) == (Decimal(8), True)
    assert list(batch.product.allergen_rows.values_list("allergen", flat=True)) == ["soy"]
    assert (batch.total_thc_percent, batch.expires_on) == (Decimal("18.54"), None)


def test_undo_of_a_new_batch_leaves_an_older_product_listed(store):
    applied(row(), layout=LAYOUT, store=store)
    record = applied(row(), row(3, batch="B2", received="5"), layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    assert Product.objects.get().active is True
    assert Batch.objects.get(number="B2").on_hand == Decimal(0)


@pytest.mark.parametrize("more", ["", ASSUMING])
def test_applying_again_after_an_undo_revives(store, more):
    layout = small_layout(more)
    cells = {"received": "" if more else "100"}
    record = applied(row(**cells), layout=layout, store=store)
    undo_import(record.pk, by=None, at=LATER)

    again = applied(row(**cells), layout=layout, store=store, at=LATER)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.active, batch.on_hand) == (True, Decimal(100))
    assert again.counts["changed"] == 1


def test_revived_import_can_be_undone_again(store):
    undo_import(applied(row(received="5"), layout=LAYOUT, store=store).pk, by=None, at=LATER)
    again = applied(row(received="5"), layout=LAYOUT, store=store, at=LATER)

    undo_import(again.pk, by=None, at=LATER)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.active, batch.on_hand) == (False, Decimal(0))


def test_applying_again_fills_only_the_store_whose_import_was_undone(store):
    layout = small_layout(ASSUMING)
    applied(row(), layout=layout, store=store)
    other = make_store("other")
    record = applied(row(), layout=layout, store=other)
    undo_import(record.pk, by=None, at=LATER)

    applied(row(), layout=layout, store=other, at=LATER)

    on_hand = Batch.objects.order_by("store__slug").values_list("on_hand", flat=True)
    assert list(on_hand) == [Decimal(100), Decimal(100)]


def test_product_that_staff_delisted_is_not_listed_again(store):
    applied(row(), layout=LAYOUT, store=store)
    Product.objects.update(active=False)

    record = applied(row(), layout=LAYOUT, store=store)

    assert record.counts["unchanged"] == 1
    assert Product.objects.get().active is False


def test_undo_is_refused_where_some_was_dispensed(store):
    record = applied(row(tested=""), layout=small_layout(ASSUMING), store=store)
    stock.dispense(batch=Batch.objects.get(), quantity=Decimal(1), by=None, at=NOW)

    assert refusal_of_undo(record) == (
        "Nothing was undone: batch B1 (row 2) has been dispensed from."
        " Correct this import's products by hand instead."
    )
    assert Batch.objects.get().on_hand == Decimal(99)


def test_undo_is_refused_where_some_is_reserved(store):
    record = applied(row(received="5"), layout=LAYOUT, store=store)
    Batch.objects.update(reserved=1)

    assert "has units reserved" in refusal_of_undo(record)


def test_undo_is_refused_where_too_little_is_left_to_take_back(store):
    applied(row(tested=""), layout=small_layout(ASSUMING), store=store)
    record = applied(row(tested="", received="110"), layout=LAYOUT, store=store)
    stock.dispense(batch=Batch.objects.get(), quantity=Decimal(105), by=None, at=NOW)

    refusal = refusal_of_undo(record)

    assert refusal.partition(". ")[0] == "Nothing was undone"
    assert Batch.objects.get().on_hand == Decimal(5)


def test_undo_is_refused_where_somebody_changed_the_field_since(store):
    applied(row(price="8"), layout=LAYOUT, store=store)
    record = applied(row(price="9"), layout=LAYOUT, store=store)
    Product.objects.update(price=Decimal(10))

    assert refusal_of_undo(record) == (
        "Nothing was undone: row 2 set price to 9.00, and somebody made it 10.00 since."
        " Correct it by hand instead."
    )


def test_undo_is_refused_where_staff_added_a_batch(store):
    record = applied(row(), layout=LAYOUT, store=store)
    Batch.objects.create(product=Product.objects.get(), store=store, number="OURS")

    assert "batch OURS (row 2) was added to one of its products" in refusal_of_undo(record)


def test_undo_is_refused_before_a_later_import_of_the_same_products(store):
    record = applied(row(price="8"), layout=LAYOUT, store=store)
    later = applied(row(price="9"), layout=LAYOUT, store=store)

    assert refusal_of_undo(record) == (
        f"Import {later.pk} came after import {record.pk} and touches the same records."
        " Undo that one first."
    )


def test_undo_twice_is_refused(store):
    record = applied(row(), layout=LAYOUT, store=store)
    undo_import(record.pk, by=None, at=LATER)

    assert refusal_of_undo(record) == f"Import {record.pk} was undone on 2025-04-03 already."


def received_by_hand(batch):
    stock.receive(batch=batch, quantity=Decimal(50), by=None, at=NOW)


def counted_by_hand(batch):
    stock.count(batch=batch, counted=Decimal(25), expected=batch.on_hand, by=None, at=NOW)


@pytest.mark.parametrize("act", [received_by_hand, counted_by_hand])
def test_undo_is_refused_where_stock_was_moved_by_hand_since(store, act):
    record = applied(row(received="10"), layout=LAYOUT, store=store)
    act(Batch.objects.get())

    assert refusal_of_undo(record) == (
        "Nothing was undone: batch B1 (row 2) was received, counted, written off or moved by hand"
        " since. Correct this import's products by hand instead."
    )


def test_undo_is_refused_where_a_batch_was_recalled_since(store):
    record = applied(row(received="10"), layout=LAYOUT, store=store)
    Batch.objects.update(state="recalled")

    assert "batch B1 (row 2) has been recalled" in refusal_of_undo(record)
