"""What arrives under a number that was recalled stays off the shelf."""

import pytest

from products import stock
from products.importing.apply import apply_plan
from products.importing.errors import GroundShiftedError
from products.models import Batch, Product
from products.recalls import open_recall
from products.recalls.selection import batch_number
from tests.products.importing.material import (
    ASSUMING,
    NOW,
    SOURCE,
    applied,
    make_store,
    plan,
    row,
    small_layout,
)

pytestmark = pytest.mark.django_db
LAYOUT = small_layout(ASSUMING)


def recall_of(number):
    what = batch_number(Product.objects.get(), number)
    seen = list(what.affected().values_list("pk", flat=True))
    return open_recall(what=what, seen=seen, reason="mould", by=None, at=NOW)


@pytest.fixture
def case():
    """Of what the first store has."""
    applied(row(batch="b1"), layout=LAYOUT, store=make_store("first"))
    return recall_of("B1")


def test_recalled_number_arrives_at_another_store_in_quarantine_with_a_finding(case):
    store, said = make_store("second"), f"this batch number was recalled (recall {case.pk})"

    record = applied(row(batch="B1"), layout=LAYOUT, store=store)

    arrived = Batch.objects.get(store=store)
    assert (arrived.state, arrived.state_reason, arrived.on_hand) == ("quarantine", said, 100)
    assert {"row": 2, "column": "batch", "value": "B1", "reason": f"Flagged: {said}"} in (
        record.findings
    )


def test_other_number_of_the_product_arrives_released(case):
    store = make_store("second")

    applied(row(batch="B2"), layout=LAYOUT, store=store)

    assert Batch.objects.get(store=store).state == "released"


def test_number_recalled_since_the_plan_is_refused():
    applied(row(batch="B1"), layout=LAYOUT, store=make_store("first"))
    planned = plan(row(batch="B1"), layout=LAYOUT, store=make_store("second"))
    recall_of("B1")

    with pytest.raises(GroundShiftedError, match="first seen at row 2"):
        apply_plan(planned, SOURCE, by=None, at=NOW)

    assert Batch.objects.count() == 1


def test_arrival_of_a_recalled_number_cannot_be_released(case):
    store = make_store("second")
    applied(row(batch="b1"), layout=LAYOUT, store=store)
    arrived = Batch.objects.get(store=store)

    with pytest.raises(stock.StockError, match="was recalled"):
        stock.release(batch=arrived, by=None, at=NOW, reason="checked")
