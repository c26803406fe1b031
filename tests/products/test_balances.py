from contextlib import suppress
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from products import stock
from products.balances import drifting, drifts, mend
from products.models import Batch, Movement, Reservation
from tests.products import make
from tests.products.stock.ledger import HOUR, quantities, reserved

GRAMS = st.decimals(min_value="0.001", max_value="9", places=3)
VERBS = st.sampled_from(
    ["receive", "dispense", "adjust", "waste", "count", "reserve", "cancel", "collect", "give_back"]
)


def write_past_the_ledger(batch, **columns):
    Batch.objects.filter(pk=batch.pk).update(**columns)


@pytest.mark.django_db
def test_batch_that_adds_up_does_not_drift():
    batch = make.batch(quantity="5")
    reserved(batch, "2")

    assert list(drifting()) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "found"),
    [({"on_hand": 9}, (9, 5, 2, 2)), ({"reserved": 1}, (5, 5, 1, 2))],
)
def test_batch_that_does_not_add_up_is_named_with_what_it_should_hold(columns, found):
    batch = make.batch(quantity="5")
    reserved(batch, "2")
    write_past_the_ledger(batch, **columns)

    (drift,) = drifts()

    assert drift.batch == batch
    assert (drift.on_hand, drift.moved, drift.reserved, drift.promised) == found


@pytest.mark.django_db
def test_mending_sets_a_batch_to_what_its_movements_say():
    batch, whole = make.batch(quantity="5"), make.batch(quantity="3")
    write_past_the_ledger(batch, on_hand=9)

    mended = mend(at=make.NOW)

    assert [drift.batch for drift in mended] == [batch]
    assert (quantities(batch), quantities(whole)) == ((5, 0, 1), (3, 0, 1))


@pytest.mark.django_db
def test_mending_leaves_what_promises_more_than_is_there():
    batch = make.batch(quantity="5")
    reserved(batch, "2")
    Reservation.objects.update(quantity=9)

    assert (mend(at=make.NOW), len(list(drifts()))) == ([], 1)


class Ledger(TestCase):
    @given(steps=st.lists(st.tuples(VERBS, GRAMS, st.integers(0, 48)), max_size=8))
    def test_balances_add_up_whatever_is_done(self, steps):
        batch = make.batch(make.product(stock_unit="gram"), quantity="10")
        at = make.NOW
        for verb, quantity, hours in steps:
            at += timedelta(hours=hours)
            with suppress(stock.StockError):
                act(verb, batch, quantity, at)
            on_hand, kept, _movements = quantities(batch)
            assert Decimal(0) <= kept <= on_hand
            assert list(drifting()) == []


def act(verb, batch, quantity, at):
    batch.refresh_from_db()
    facts = {"batch": batch, "by": None, "at": at}
    reservation = Reservation.objects.filter(state="active").first()
    if verb == "adjust":
        stock.adjust(**facts, quantity=-quantity, reason_code="other", reason="x")
    elif verb == "count":
        stock.count(**facts, expected=batch.on_hand, counted=quantity)
    elif verb == "waste":
        stock.waste(**facts, quantity=quantity, reason_code="damaged")
    elif verb == "give_back":
        stock.give_back(**facts, quantity=quantity, reason_code="defective", keep=True)
    elif verb == "reserve":
        reserved(batch, quantity, at=at, until=at + 24 * HOUR)
    elif verb in {"cancel", "collect"} and reservation:
        getattr(stock, verb)(reservation=reservation, by=None, at=at)
    elif verb in {"receive", "dispense"}:
        getattr(stock, verb)(**facts, quantity=quantity)


@pytest.mark.django_db
def test_nothing_but_the_ledger_writes_movements():
    """The builders of tests as well: what they make adds up from the start."""
    make.batch(quantity="5")

    assert (Movement.objects.count(), list(drifting())) == (1, [])
