from datetime import timedelta
from decimal import Decimal

import pytest

from products import stock
from products.availability import available
from products.models import Batch, Reservation
from products.sellable import sellable, why_not_sellable
from tests.products import make
from tests.products.stock.ledger import HOUR, quantities, reserved

pytestmark = pytest.mark.django_db

TOMORROW = make.NOW + timedelta(days=1)


def state(reservation):
    reservation.refresh_from_db()
    return reservation.state


def test_reserve_takes_from_available_and_writes_no_movement():
    batch = make.batch(quantity="5")

    reserved(batch, "3")

    assert quantities(batch) == (5, 3, 1)


def test_reserve_of_more_than_is_available_is_refused_whole():
    batch = make.batch(quantity="5")
    reserved(batch, "3")

    with pytest.raises(stock.NotEnoughError, match="3 wanted, 2 available"):
        reserved(batch, "3")

    assert (quantities(batch), Reservation.objects.count()) == ((5, 3, 1), 1)


@pytest.mark.parametrize("facts", [{"state": "quarantine"}, {"expires_on": make.TODAY}])
def test_reserve_of_what_is_not_sellable_is_refused(facts):
    with pytest.raises(stock.NotSellableError):
        reserved(make.batch(**facts))


def test_reserve_until_now_is_refused():
    with pytest.raises(stock.BadQuantityError, match="must end after it begins"):
        reserved(make.batch(), until=make.NOW)


def test_reserve_twice_with_one_key_is_one_reservation():
    batch = make.batch(quantity="5")

    first, second = (reserved(batch, "2", idempotency_key="k") for _time in range(2))

    assert first == second
    assert quantities(batch) == (5, 2, 1)


def test_reserve_with_the_key_of_another_is_refused():
    batch = make.batch(quantity="5")
    reserved(batch, "2", idempotency_key="k")

    with pytest.raises(stock.KeyReusedError):
        reserved(batch, "1", idempotency_key="k")


def test_cancel_gives_back_what_was_kept():
    batch = make.batch(quantity="5")
    reservation = reserved(batch, "3")

    stock.cancel(reservation=reservation, by=None, at=make.NOW)

    assert (state(reservation), quantities(batch)) == ("cancelled", (5, 0, 1))


def test_cancel_twice_is_refused():
    reservation = reserved(make.batch())
    stock.cancel(reservation=reservation, by=None, at=make.NOW)

    with pytest.raises(stock.WrongStateError) as refusal:
        stock.cancel(reservation=reservation, by=None, at=make.NOW)

    assert str(refusal.value) == "Reservation P-1 has ended already: cancelled."


def test_collect_hands_out_exactly_what_was_kept():
    batch = make.batch(quantity="5")
    reservation = reserved(batch, "3")

    movement = stock.collect(reservation=reservation, by=None, at=make.NOW)

    assert (movement.kind, movement.quantity, movement.reference) == ("dispense", -3, "P-1")
    assert (state(reservation), quantities(batch)) == ("collected", (2, 0, 2))


def test_collect_twice_is_one_movement():
    batch = make.batch(quantity="5")
    reservation = reserved(batch, "3")

    first, second = (
        stock.collect(reservation=Reservation.objects.get(), by=None, at=make.NOW)
        for _time in range(2)
    )

    assert first == second
    assert (state(reservation), quantities(batch)) == ("collected", (2, 0, 2))


def test_collect_of_what_was_quarantined_meanwhile_is_refused():
    batch = make.batch(quantity="5")
    reservation = reserved(batch)
    stock.quarantine(batch=batch, by=None, at=make.NOW, reason="smells odd")

    with pytest.raises(stock.NotSellableError):
        stock.collect(reservation=reservation, by=None, at=make.NOW)

    assert (state(reservation), quantities(batch)) == ("active", (5, 1, 1))


def test_collect_after_its_time_is_refused():
    reservation = reserved(make.batch())

    with pytest.raises(stock.WrongStateError, match="has ended already: lapsed"):
        stock.collect(reservation=reservation, by=None, at=TOMORROW)


def test_recall_cancels_what_was_reserved():
    batch = make.batch(quantity="5")
    reservation = reserved(batch, "3")

    stock.recall(batch_ids=[batch.pk], by=None, at=make.NOW, reason="mould")

    reservation.refresh_from_db()
    assert (reservation.state, reservation.ended_reason) == ("cancelled", "mould")
    assert quantities(batch) == (5, 0, 1)


def test_lapsed_reservation_is_available_to_read_before_anybody_tidies_up():
    batch = make.batch(quantity="5")
    reserved(batch, "5")

    at_once, later = (
        (
            list(sellable(at=at)),
            why_not_sellable(batch, at=at),
            Batch.objects.annotate(free=available(at)).get().free,
        )
        for at in (make.NOW, TOMORROW)
    )

    assert at_once == ([], ["sold_out"], 0)
    assert later == ([batch], [], 5)


@pytest.mark.parametrize(
    "verb",
    [
        lambda batch, at: stock.dispense(batch=batch, quantity=Decimal(5), by=None, at=at),
        lambda batch, at: reserved(batch, "5", at=at, until=at + HOUR),
        lambda batch, at: stock.waste(
            batch=batch, quantity=Decimal(5), reason_code="damaged", by=None, at=at
        ),
    ],
    ids=["dispense", "reserve", "waste"],
)
def test_verb_lets_go_of_lapsed_reservations_first(verb):
    batch = make.batch(quantity="5")
    reservation = reserved(batch, "3")

    verb(batch, TOMORROW)

    assert state(reservation) == "lapsed"


def test_reservation_that_has_not_lapsed_stays():
    batch = make.batch(quantity="5")
    reserved(batch, "3")

    with pytest.raises(stock.NotEnoughError):
        stock.dispense(batch=batch, quantity=Decimal(3), by=None, at=TOMORROW - HOUR)

    assert quantities(batch) == (5, 3, 1)


def test_let_go_all_lapsed_tidies_up_every_batch():
    first, second, kept = (make.batch(quantity="5") for _number in range(3))
    for batch in (first, first, second):
        reserved(batch, "1")
    reserved(kept, "2", until=TOMORROW + HOUR)

    lapsed = stock.let_go_all_lapsed(at=TOMORROW)

    assert lapsed == 3
    assert [quantities(batch)[1] for batch in (first, second, kept)] == [0, 0, 2]


def test_collect_of_what_has_expired_meanwhile_is_refused():
    batch = make.batch(quantity="5", expires_on=make.TODAY + timedelta(days=1))
    reservation = reserved(batch, until=make.NOW + timedelta(days=3))

    with pytest.raises(stock.NotSellableError):
        stock.collect(reservation=reservation, by=None, at=TOMORROW)

    assert (state(reservation), quantities(batch)) == ("active", (5, 1, 1))
