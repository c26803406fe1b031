from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.models import Batch, Movement, Product, StockAlert
from products.shelf import why_not_sellable
from tests.products.importing.material import (
    ASSUMING,
    NOW,
    TODAY,
    applied,
    row,
    small_layout,
)

pytestmark = pytest.mark.django_db
LAYOUT = small_layout()


def test_applied_row_is_in_the_catalogue_with_its_derived_columns(store):
    applied(row(maker="Acme", received="12"), layout=LAYOUT, store=store)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.name, batch.product.producer, batch.number) == ("Blue Hill", "Acme", "B1")
    assert (batch.total_thc_percent, batch.chemotype) == (Decimal("18.54"), "I")
    assert batch.on_hand == Decimal(12)


def test_quantity_arrives_as_one_movement(store):
    record = applied(row(received="12"), layout=LAYOUT, store=store)

    movement = Movement.objects.get()
    assert (movement.kind, movement.quantity, movement.assumed) == ("receive", Decimal(12), False)
    assert movement.reference == f"import {record.pk}, row 2"


def test_stated_batch_waits_in_quarantine_and_assumes_nothing(store):
    applied(row(received="12"), layout=LAYOUT, store=store)

    batch = Batch.objects.get()
    assert (batch.state, batch.assumed) == ("quarantine", [])


def test_assuming_layout_makes_a_sellable_batch_that_says_what_was_assumed(store):
    applied(row(tested=""), layout=small_layout(ASSUMING), store=store)

    batch = Batch.objects.get()
    assert why_not_sellable(batch, at=NOW) == []
    assert batch.assumed == ["on_hand", "expires_on", "tested_on", "panels"]
    assert (batch.on_hand, batch.expires_on) == (Decimal(100), TODAY + timedelta(days=365))
    assert batch.lab_result.tested_on == TODAY


def test_milligrams_from_a_name_are_marked_as_assumed(store):
    cells = {"form": "capsule", "name": "Cap T10", "thc": "2", "thca": "0", "tested": ""}
    applied(row(**cells), layout=small_layout(ASSUMING), store=store)

    batch = Batch.objects.get()
    assert batch.assumed[-1] == "mg_per_serving"
    assert batch.smallest_thc_mg == Decimal(10)


def test_doubtful_batch_is_not_released(store):
    cells = {"form": "capsule", "name": "Cap T10", "thc": "0", "thca": "0", "tested": ""}
    applied(row(**cells), layout=small_layout(ASSUMING), store=store)

    batch = Batch.objects.get()
    assert (batch.state, batch.state_reason) == (
        "quarantine",
        "the text says THC, the lab result finds none",
    )


def test_unclassified_row_is_never_sellable(store):
    applied(row(form="oil", tested=""), layout=small_layout(ASSUMING), store=store)

    assert why_not_sellable(Batch.objects.get(), at=NOW) == ["unclassified"]


def test_applying_twice_makes_nothing_twice(store):
    applied(row(received="12"), layout=LAYOUT, store=store)

    record = applied(row(received="12"), layout=LAYOUT, store=store)

    assert record.counts["unchanged"] == 1
    assert (Product.objects.count(), Batch.objects.count(), Movement.objects.count()) == (1, 1, 1)


def test_changes_are_written_and_derived_anew(store):
    applied(row(received="12"), layout=LAYOUT, store=store)

    applied(row(name="Red Hill", thca="10", received="20"), layout=LAYOUT, store=store)

    batch = Batch.objects.select_related("product").get()
    assert (batch.product.name, batch.total_thc_percent) == ("Red Hill", Decimal("9.77"))
    assert (batch.on_hand, Movement.objects.count()) == (Decimal(20), 2)


def test_new_lab_result_takes_the_place_of_an_assumed_one(store):
    applied(row(tested=""), layout=small_layout(ASSUMING), store=store)

    applied(row(tested="2025-04-01", expires="2026-04-01"), layout=LAYOUT, store=store)

    batch = Batch.objects.get()
    assert batch.lab_result.tested_on == date(2025, 4, 1)
    assert batch.assumed == ["on_hand"]


def test_record_keeps_file_counts_and_findings(store):
    record = applied(row(form="oil"), layout=LAYOUT, store=store)

    record.refresh_from_db()
    assert (record.file_name, record.layout_name) == ("made-up.csv", "small")
    assert record.findings == [
        {
            "row": 2,
            "column": "form",
            "value": "oil",
            "reason": "Unclassified: this word does not say how the product is taken",
        }
    ]


def test_import_that_brings_an_expiry_near_raises_an_alert(store):
    applied(row(received="12", expires="2026-04-01"), layout=LAYOUT, store=store)

    applied(row(received="12", expires="2025-04-20"), layout=LAYOUT, store=store)

    assert list(StockAlert.objects.values_list("kind", "threshold")) == [("expiry", 30)]
