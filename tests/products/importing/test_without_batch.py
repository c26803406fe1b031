"""Rows about a product, or about a lab result of it, without any batch."""

import pytest

from products.importing.undo.whole import undo_import
from products.models import Batch, ImportedRow, LabResult, Product
from tests.products.importing.material import (
    LATER,
    applied,
    outcomes,
    plan,
    row,
    stock_layout,
)

pytestmark = pytest.mark.django_db
LAYOUT = stock_layout()
NOTHING_MEASURED = {"batch": "", "tested": "", "thc": "", "thca": "", "cbd": ""}


def product_row(**cells):
    return row(**NOTHING_MEASURED | cells)


def test_row_without_batch_makes_its_product_alone(store):
    record = applied(product_row(), layout=LAYOUT, store=store)

    assert (Product.objects.get().name, Batch.objects.count()) == ("Blue Hill", 0)
    assert record.counts["created"] == 1


def test_row_without_batch_makes_a_lab_result_of_its_lot(store):
    applied(row(batch="", lot="L1"), layout=LAYOUT, store=store)

    assert (LabResult.objects.get().lot, Batch.objects.count()) == ("L1", 0)


@pytest.mark.parametrize("cells", [NOTHING_MEASURED, {"batch": "", "lot": "L1"}])
def test_row_without_batch_again_changes_nothing(store, cells):
    applied(row(**cells), layout=LAYOUT, store=store)

    made = plan(row(**cells), layout=LAYOUT, store=store)

    assert outcomes(made) == ["unchanged"]


def test_changed_product_without_batch_is_changed_and_taken_back(store):
    applied(product_row(), layout=LAYOUT, store=store)
    record = applied(product_row(price="9"), layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    assert (record.counts["changed"], Product.objects.get().price) == (1, None)


def test_undo_delists_a_product_made_without_batch(store):
    record = applied(product_row(), layout=LAYOUT, store=store)

    undo_import(record.pk, by=None, at=LATER)

    assert not Product.objects.get().active


def test_undecided_word_is_remembered_with_the_row(store):
    applied(product_row(form="Oil"), layout=LAYOUT, store=store)

    assert ImportedRow.objects.get().format_word == "Oil"
