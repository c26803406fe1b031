"""Two people at once, each on a database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from products import stock
from products.models import Batch
from tests.products import make

pytestmark = pytest.mark.usefixtures("committed_database")


def at_once(work, times=1):
    """The outcomes of doing the work in that many threads at the same moment."""
    start = Barrier(times)

    def run(_number):
        start.wait()
        try:
            return work()
        except stock.StockError as refusal:
            return type(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def alone(work):
    return at_once(work)[0]


def ledger(batch):
    stored = Batch.objects.get(pk=batch.pk)
    return (stored.on_hand, sum(movement.quantity for movement in stored.movements.all()))


def test_two_people_take_the_last_one_and_one_wins():
    batch = alone(lambda: make.batch(quantity="1"))

    def take():
        return stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW).quantity

    outcomes = at_once(take, times=2)

    assert sorted(outcomes, key=str) == [-1, stock.NotEnoughError]
    assert alone(lambda: ledger(batch)) == (0, 0)


def test_eight_people_never_take_more_than_is_there():
    batch = alone(lambda: make.batch(quantity="5"))

    def take():
        return stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW).quantity

    outcomes = at_once(take, times=8)

    assert outcomes.count(-1) == 5
    assert alone(lambda: ledger(batch)) == (0, 0)


def test_same_key_at_the_same_moment_is_one_movement():
    batch = alone(lambda: make.batch(quantity="5"))

    def receive():
        return stock.receive(
            batch=batch, quantity=Decimal(2), by=None, at=make.NOW, idempotency_key="k"
        ).pk

    outcomes = at_once(receive, times=4)

    assert len(set(outcomes)) == 1
    assert alone(lambda: ledger(batch)) == (7, 7)


def test_receiving_and_dispensing_at_once_loses_nothing():
    batch = alone(lambda: make.batch(quantity="4"))
    verbs = iter([stock.receive, stock.dispense, stock.receive, stock.dispense])

    def move():
        next(verbs)(batch=batch, quantity=Decimal(2), by=None, at=make.NOW)

    at_once(move, times=4)

    assert alone(lambda: ledger(batch)) == (4, 4)
