"""Rows of a file of the ledger, and the batches that they are about."""

from datetime import timedelta
from decimal import Decimal

from products import stock
from products.importing.layout.file import load_layout
from products.importing.reading.reader import Row
from products.models import Batch
from tests.products import make
from tests.products.importing.material import NOW

LAYOUT = load_layout("ours-ledger")
MORNING = NOW - timedelta(hours=3)


def batch_of(store, number="B1", quantity="10", at=MORNING, key="S1", **facts):
    product = make.product(registration_number=key, **facts)
    batch = Batch.objects.create(product=product, store=store, number=number)
    stock.receive(batch=batch, quantity=Decimal(quantity), by=None, at=at, reason="delivered")
    return batch


def count(number=2, **cells):
    said = {"product_key": "S1", "batch_number": "B1", "counted": "8", "at": "2025-04-03T10:00"}
    return Row(number, said | cells)


def of_movement(movement, **cells):
    return Row(2, {"movement": f"{movement.pk}"} | cells)


def refused(made):
    return [(item.column, item.value, item.reason) for item in made.refused]


def moved(batch):
    rows = batch.movements.order_by("pk")
    return [(kind, int(quantity)) for kind, quantity in rows.values_list("kind", "quantity")]


def on_hand(batch):
    batch.refresh_from_db()
    return batch.on_hand
