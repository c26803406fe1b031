"""Two people at once, each on a database connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from products import stock
from products.balances import drifting
from products.models import Batch, Reservation
from products.stock.ledger import hold
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


def reserve_one(batch):
    return stock.reserve(
        batch=batch,
        quantity=Decimal(1),
        reference="P",
        until=make.NOW + timedelta(hours=1),
        by=None,
        at=make.NOW,
    )


def test_reserving_and_dispensing_the_last_one_at_once_has_one_winner():
    batch = alone(lambda: make.batch(quantity="1"))

    def dispense(batch):
        return stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    verbs = iter([reserve_one, dispense] * 3)
    outcomes = at_once(lambda: next(verbs)(batch), times=6)

    assert outcomes.count(stock.NotEnoughError) == 5
    assert alone(lambda: list(drifting())) == []


def test_reservation_is_collected_or_cancelled_but_never_both():
    batch = alone(lambda: make.batch(quantity="3"))
    reservation = alone(lambda: reserve_one(batch))
    verbs = iter([stock.collect, stock.cancel] * 2)

    at_once(lambda: next(verbs)(reservation=reservation, by=None, at=make.NOW), times=4)

    on_hand, summed = alone(lambda: ledger(batch))
    ended = alone(Reservation.objects.get)
    assert on_hand == summed == {"collected": 2, "cancelled": 3}[ended.state]
    assert alone(lambda: list(drifting())) == []


def test_lapsed_reservation_is_given_back_once_by_people_acting_at_once():
    batch = alone(lambda: make.batch(quantity="4"))
    alone(lambda: [reserve_one(batch) for _number in range(4)])
    later = make.NOW + timedelta(hours=2)

    def take():
        return stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=later).quantity

    outcomes = at_once(take, times=6)

    assert (outcomes.count(-1), outcomes.count(stock.NotEnoughError)) == (4, 2)
    assert alone(lambda: list(drifting())) == []


def test_transfers_both_ways_at_once_lose_nothing():
    here = alone(lambda: make.batch(quantity="4"))

    def there_and_back():
        elsewhere = make.store()
        stock.transfer(batch=here, to=elsewhere, quantity=Decimal(2), by=None, at=make.NOW)
        return Batch.objects.get(store=elsewhere)

    there = alone(there_and_back)
    ways = iter([(here, there), (there, here)] * 3)

    def move():
        start, end = next(ways)
        stock.transfer(batch=start, to=end.store, quantity=Decimal(1), by=None, at=make.NOW)

    outcomes = at_once(move, times=6)

    assert set(outcomes) <= {None, stock.NotEnoughError}
    assert alone(lambda: ledger(here)[0] + ledger(there)[0]) == 4
    assert alone(lambda: list(drifting())) == []


def test_two_people_count_at_once_and_the_second_is_told():
    batch = alone(lambda: make.batch(quantity="5"))

    def count():
        return stock.count(
            batch=batch, expected=Decimal(5), counted=Decimal(4), by=None, at=make.NOW
        ).quantity

    outcomes = at_once(count, times=2)

    assert sorted(outcomes, key=str) == [-1, stock.StockError]
    assert alone(lambda: ledger(batch)) == (4, 4)


def test_counting_dispensing_and_reserving_two_batches_at_once_never_wait_in_a_circle():
    """What has lapsed of one batch is let go of by all three, and each locks both batches."""
    first = alone(lambda: make.batch(quantity="50", expires_on=make.TODAY + timedelta(days=40)))
    second = alone(lambda: make.batch(first.product, at=first.store, quantity="50"))
    earlier = make.NOW - timedelta(hours=2)

    def reserve():
        until = earlier + timedelta(hours=1)
        facts = {"quantity": Decimal(1), "reference": "P", "until": until, "by": None}
        stock.reserve(batch=second, at=earlier, **facts)

    def dispense():
        facts = {"product": first.product, "store": first.store, "quantity": Decimal(1)}
        stock.dispense_product(**facts, by=None, at=make.NOW)

    def count_both():
        with transaction.atomic():
            hold([first.pk, second.pk])
            for batch in (second, first):
                there = Batch.objects.get(pk=batch.pk).on_hand
                stock.count(batch=batch, expected=there, counted=there, by=None, at=make.NOW)

    works = iter([reserve, dispense, count_both] * 4)

    outcomes = at_once(lambda: next(works)(), times=12)  # noqa: PLW0108 - one each

    assert set(outcomes) == {None}
    assert alone(lambda: list(drifting())) == []
