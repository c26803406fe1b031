from decimal import Decimal

import pytest

from products import stock
from products.models import Movement
from tests.products import make
from tests.products.stock.ledger import quantities, reserved

pytestmark = pytest.mark.django_db


def test_receive_adds_and_writes_who_when_and_why(clerk):
    batch = make.batch(quantity="0")

    movement = stock.receive(
        batch=batch,
        quantity=Decimal(12),
        by=clerk,
        at=make.NOW,
        reason="delivery",
        reference="invoice 7",
        assumed=True,
    )

    written = Movement.objects.values(
        "batch", "kind", "quantity", "by", "at", "reason", "reference", "assumed"
    ).get(pk=movement.pk)
    assert written == {
        "batch": batch.pk,
        "kind": "receive",
        "quantity": 12,
        "by": clerk.pk,
        "at": make.NOW,
        "reason": "delivery",
        "reference": "invoice 7",
        "assumed": True,
    }
    assert quantities(batch) == (12, 0, 1)


def test_receive_takes_a_quarantined_batch(clerk):
    batch = make.batch(state="quarantine", quantity="0")

    stock.receive(batch=batch, quantity=Decimal(3), by=clerk, at=make.NOW)

    assert quantities(batch) == (3, 0, 1)


def adjust(batch, quantity, reason_code="found", reason="behind the shelf"):
    return stock.adjust(
        batch=batch,
        quantity=Decimal(quantity),
        reason_code=reason_code,
        reason=reason,
        by=None,
        at=make.NOW,
    )


def count(batch, expected, counted, **facts):
    return stock.count(
        batch=batch,
        expected=Decimal(expected),
        counted=Decimal(counted),
        by=None,
        at=make.NOW,
        **facts,
    )


def waste(batch, quantity, reason_code="expired", reason=""):
    return stock.waste(
        batch=batch,
        quantity=Decimal(quantity),
        reason_code=reason_code,
        reason=reason,
        by=None,
        at=make.NOW,
    )


@pytest.mark.parametrize(("difference", "on_hand"), [("2", 7), ("-5", 0)])
def test_adjust_changes_by_the_signed_difference(difference, on_hand):
    batch = make.batch(quantity="5")

    movement = adjust(batch, difference)

    assert (movement.quantity, movement.reason_code) == (Decimal(difference), "found")
    assert quantities(batch) == (on_hand, 0, 2)


@pytest.mark.parametrize(
    ("quantity", "code", "note", "said"),
    [
        ("1", "found", " ", "Say in the note what happened"),
        ("0", "found", "x", "a difference of 0 changes nothing"),
        ("1", "expired", "x", "'expired' is no reason to adjust. Choose one of: found"),
        ("1", "", "x", "'' is no reason to adjust"),
        ("-6", "missing", "x", "6 wanted, 5 available"),
    ],
)
def test_adjust_that_cannot_be_is_refused_whole(quantity, code, note, said):
    batch = make.batch(quantity="5")

    with pytest.raises(stock.StockError, match=said):
        adjust(batch, quantity, code, note)

    assert quantities(batch) == (5, 0, 1)


@pytest.mark.parametrize("counted", ["7", "5", "0"])
def test_count_sets_on_hand_and_keeps_expected_counted_and_difference(counted):
    batch = make.batch(quantity="5")

    movement = count(batch, "5", counted)

    assert (movement.expected, movement.counted) == (5, Decimal(counted))
    assert movement.quantity == Decimal(counted) - 5
    assert quantities(batch) == (Decimal(counted), 0, 2)


def test_count_after_something_was_sold_meanwhile_is_refused():
    batch = make.batch(number="B7", quantity="5")
    stock.dispense(batch=batch, quantity=Decimal(2), by=None, at=make.NOW)

    with pytest.raises(stock.StockError) as refusal:
        count(batch, "5", "5")

    assert str(refusal.value) == (
        "Batch B7 went from 5 to 3 on hand since you looked. Count it again."
    )
    assert quantities(batch) == (3, 0, 2)


def test_count_of_less_than_is_reserved_is_refused():
    batch = make.batch(number="B7", quantity="5")
    reserved(batch, "3")

    with pytest.raises(stock.StockError) as refusal:
        count(batch, "5", "2")

    assert str(refusal.value) == (
        "Batch B7: 2 counted, but 3 are reserved. Cancel a reservation first."
    )


@pytest.mark.parametrize("counted", ["-1", "NaN", "1.5", "0.0001"])
def test_count_that_is_none_is_refused(counted):
    batch = make.batch(quantity="5")

    with pytest.raises(stock.BadQuantityError):
        count(batch, "5", counted)

    assert quantities(batch) == (5, 0, 1)


def test_count_of_grams_compares_to_a_thousandth():
    batch = make.batch(make.product(stock_unit="gram"), quantity="0")
    for _time in range(3):
        stock.receive(batch=batch, quantity=Decimal("0.1"), by=None, at=make.NOW)

    count(batch, "0.3", "0.2")

    assert quantities(batch) == (Decimal("0.2"), 0, 4)


@pytest.mark.parametrize("state", ["released", "quarantine", "recalled"])
def test_waste_takes_out_in_every_state(state):
    batch = make.batch(state=state, expires_on=make.TODAY)

    waste(batch, "2")

    assert quantities(batch) == (3, 0, 2)


def test_waste_never_takes_what_is_reserved():
    batch = make.batch(quantity="5")
    reserved(batch, "4")

    with pytest.raises(stock.NotEnoughError):
        waste(batch, "2")

    assert quantities(batch) == (5, 4, 1)


def test_waste_for_another_reason_needs_a_note():
    with pytest.raises(stock.BadReasonError, match="Say in the note"):
        waste(make.batch(), "1", "other")
