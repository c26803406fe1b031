from decimal import Decimal

import pytest

from products import stock
from products.models import Movement
from tests.products import make
from tests.products.stock.ledger import quantities

pytestmark = pytest.mark.django_db


def test_receive_many_adds_each_arrival_once():
    first, second = make.batch(quantity="0"), make.batch(quantity="0")
    receipts = [
        stock.Receipt(first, Decimal(2), idempotency_key="a"),
        stock.Receipt(first, Decimal(3), idempotency_key="b"),
        stock.Receipt(second, Decimal(5)),
    ]

    new = stock.receive_many(receipts, by=None, at=make.NOW)

    assert (new, quantities(first), quantities(second)) == (3, (5, 0, 2), (5, 0, 1))


def test_receive_many_leaves_out_what_it_received_before():
    batch = make.batch(quantity="0")
    receipts = [stock.Receipt(batch, Decimal(2), idempotency_key="a")]
    stock.receive_many(receipts, by=None, at=make.NOW)

    new = stock.receive_many(receipts, by=None, at=make.NOW)

    assert (new, quantities(batch)) == (0, (2, 0, 1))


def test_receive_many_receives_nothing_where_one_is_refused():
    batch = make.batch(quantity="0")
    receipts = [stock.Receipt(batch, Decimal(2)), stock.Receipt(batch, Decimal(-1))]

    with pytest.raises(stock.BadQuantityError):
        stock.receive_many(receipts, by=None, at=make.NOW)

    assert quantities(batch) == (0, 0, 0)


def test_take_back_many_undoes_arrivals():
    batch = make.batch(quantity="5")

    stock.take_back_many(batch.movements.all(), by=None, at=make.NOW, reason="wrong file")

    assert quantities(batch) == (0, 0, 2)


def test_take_back_many_of_what_is_sold_takes_nothing_back():
    sold, whole = make.batch(quantity="5"), make.batch(quantity="5")
    stock.dispense(batch=sold, quantity=Decimal(1), by=None, at=make.NOW)
    arrivals = Movement.objects.filter(kind="receive")

    with pytest.raises(stock.StockError, match="cannot be taken back"):
        stock.take_back_many(arrivals, by=None, at=make.NOW, reason="wrong file")

    assert (quantities(sold), quantities(whole)) == ((4, 0, 2), (5, 0, 1))


def test_take_back_many_twice_is_refused():
    batch = make.batch(quantity="5")
    arrivals = Movement.objects.filter(kind="receive")
    stock.take_back_many(arrivals, by=None, at=make.NOW, reason="wrong file")
    stock.receive(batch=batch, quantity=Decimal(9), by=None, at=make.NOW)

    with pytest.raises(stock.StockError, match="taken back since"):
        stock.take_back_many(arrivals.filter(quantity=5), by=None, at=make.NOW, reason="wrong file")

    assert quantities(batch) == (9, 0, 3)
