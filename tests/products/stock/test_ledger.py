from decimal import Decimal

import pytest
from django.db.models import Sum

from products import stock
from tests.products import make
from tests.products.stock.ledger import quantities

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "quantity",
    [
        Decimal(0),
        Decimal(-1),
        Decimal("0.0001"),
        Decimal("1e30"),
        Decimal("NaN"),
        Decimal("Infinity"),
    ],
)
@pytest.mark.parametrize("verb", [stock.receive, stock.dispense])
def test_quantity_that_is_none_is_refused(verb, quantity):
    batch = make.batch()

    with pytest.raises(stock.BadQuantityError, match="is not a quantity"):
        verb(batch=batch, quantity=quantity, by=None, at=make.NOW)


@pytest.mark.parametrize("verb", [stock.receive, stock.dispense])
def test_half_of_what_is_counted_in_pieces_is_refused(verb):
    batch = make.batch(number="B7")

    with pytest.raises(stock.BadQuantityError) as refusal:
        verb(batch=batch, quantity=Decimal("1.5"), by=None, at=make.NOW)

    assert str(refusal.value) == (
        "Batch B7 is counted in whole pieces, not 1.5. Give a whole number."
    )


@pytest.mark.parametrize(("verb", "on_hand"), [(stock.receive, 7), (stock.dispense, 3)])
def test_same_key_twice_is_one_movement(verb, on_hand):
    batch = make.batch(quantity="5")

    first, second = (
        verb(batch=batch, quantity=Decimal(2), by=None, at=make.NOW, idempotency_key="k")
        for _ in range(2)
    )

    assert first == second
    assert quantities(batch) == (on_hand, 0, 2)


def test_same_key_after_a_recall_still_returns_the_movement():
    batch = make.batch()
    dispensing = {"batch": batch, "quantity": Decimal(1), "idempotency_key": "k"}
    first = stock.dispense(**dispensing, by=None, at=make.NOW)
    stock.recall(batch_ids=[batch.pk], by=None, at=make.NOW, reason="mould")

    assert stock.dispense(**dispensing, by=None, at=make.NOW) == first


def test_same_key_for_something_else_is_refused():
    batch = make.batch()
    stock.receive(batch=batch, quantity=Decimal(1), by=None, at=make.NOW, idempotency_key="k")

    with pytest.raises(stock.KeyReusedError, match="'k' already stands for another movement"):
        stock.receive(batch=batch, quantity=Decimal(2), by=None, at=make.NOW, idempotency_key="k")


def test_on_hand_is_the_sum_of_the_movements():
    batch = make.batch(quantity="5")
    stock.dispense(batch=batch, quantity=Decimal(2), by=None, at=make.NOW)
    stock.receive(batch=batch, quantity=Decimal(4), by=None, at=make.NOW)
    stock.take_back_many(batch.movements.filter(quantity=4), by=None, at=make.NOW, reason="wrong")

    batch.refresh_from_db()

    assert batch.movements.aggregate(sum=Sum("quantity"))["sum"] == batch.on_hand == 3
