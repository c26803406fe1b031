from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from products import stock
from products.models import Batch
from products.sellable import months_before
from tests.products import make
from tests.products.stock.ledger import quantities

pytestmark = pytest.mark.django_db


def reserve(batch, quantity):
    Batch.objects.filter(pk=batch.pk).update(reserved=quantity)


def test_dispense_takes_and_writes_a_negative_movement(clerk):
    batch = make.batch(quantity="5")

    movement = stock.dispense(batch=batch, quantity=Decimal(2), by=clerk, at=make.NOW)

    assert (movement.kind, movement.quantity) == ("dispense", -2)
    assert quantities(batch) == (3, 0, 2)


def test_dispense_takes_the_last_one():
    batch = make.batch(quantity="1")

    stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    assert quantities(batch) == (0, 0, 2)


def test_dispense_weighs_grams_to_a_thousandth():
    batch = make.batch(make.product(stock_unit="gram"), quantity="3.5")

    stock.dispense(batch=batch, quantity=Decimal("1.255"), by=None, at=make.NOW)

    assert quantities(batch) == (Decimal("2.245"), 0, 2)


def test_dispense_of_more_than_is_available_is_refused_whole():
    batch = make.batch(number="B7", quantity="5")
    reserve(batch, 3)

    with pytest.raises(stock.NotEnoughError) as refusal:
        stock.dispense(batch=batch, quantity=Decimal(3), by=None, at=make.NOW)

    assert str(refusal.value) == (
        "Batch B7: 3 wanted, 2 available (5 on hand, 3 reserved). Take less, or another batch."
    )
    assert quantities(batch) == (5, 3, 1)


def test_dispense_from_an_empty_batch_says_how_much_there_is():
    batch = make.batch(number="B7", quantity="0")

    with pytest.raises(stock.NotEnoughError, match="1 wanted, 0 available"):
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"state": "quarantine"}, "quarantined"),
        ({"state": "recalled"}, "recalled"),
        ({"expires_on": None}, "no_expiry"),
        ({"expires_on": make.TODAY}, "expired"),
        ({"lab_result": None}, "untested"),
        ({"readings": {"total_thc": "41"}}, "out_of_bounds"),
    ],
)
def test_dispense_of_what_is_not_sellable_is_refused(facts, reason):
    batch = make.batch(**facts)

    with pytest.raises(stock.NotSellableError) as refusal:
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    assert refusal.value.reasons == [reason]
    assert quantities(batch) == (5, 0, 1)


def test_dispense_of_an_unclassified_product_is_refused():
    batch = make.batch(make.product(None))

    with pytest.raises(stock.NotSellableError) as refusal:
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    assert refusal.value.reasons == ["unclassified"]


def test_refusal_says_what_is_wrong_and_what_to_do():
    batch = make.batch(number="B7", state="quarantine", expires_on=None)

    with pytest.raises(stock.NotSellableError) as refusal:
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    assert str(refusal.value) == (
        "Batch B7 cannot be sold. It is in quarantine. Release it once it has been checked."
        " It has no expiry date. Enter the date from the package."
    )


@pytest.mark.parametrize(("months", "dispensed"), [(1, 0), (2, 1)])
def test_dispense_follows_the_age_that_the_policy_allows_a_lab_result(months, dispensed):
    product = make.product()
    result = make.lab_result(product, tested_on=make.TODAY - timedelta(days=40))
    batch = make.batch(product, lab_result=result)

    with suppress(stock.NotSellableError):
        stock.dispense(
            batch=batch, quantity=Decimal(1), by=None, at=make.NOW, coa_max_age_months=months
        )

    assert batch.movements.filter(kind="dispense").count() == dispensed


@pytest.mark.parametrize(("months", "dispensed"), [(3, 0), (5, 1)])
def test_dispense_follows_the_policy_in_force_when_no_age_is_given(months, dispensed, settings):
    settings.COA_MAX_AGE_MONTHS = months
    product = make.product()
    result = make.lab_result(product, tested_on=months_before(make.TODAY, 4))
    batch = make.batch(product, lab_result=result)

    with suppress(stock.NotSellableError):
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)

    assert batch.movements.filter(kind="dispense").count() == dispensed


def test_dispense_counts_days_in_the_time_zone_of_the_store():
    """At three in the morning UTC the day of New York is not over: the batch is still in date."""
    batch = make.batch(expires_on=make.TODAY)
    late_evening = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)

    stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=late_evening)

    assert quantities(batch) == (4, 0, 2)


def two_batches(**facts):
    """Of one product at one store; the first expires earlier."""
    product, store = make.product(), make.store()
    soon, later = (
        make.batch(
            product, at=store, number=number, expires_on=make.TODAY + timedelta(days=days), **facts
        )
        for number, days in (("SOON", 30), ("LATER", 90))
    )
    return soon, later


def test_dispense_out_of_turn_is_refused():
    _soon, later = two_batches()

    with pytest.raises(stock.OutOfTurnError) as refusal:
        stock.dispense(batch=later, quantity=Decimal(1), by=None, at=make.NOW)

    assert str(refusal.value) == (
        "Batch SOON expires earlier, on 2026-12-22. Hand that one out first, or say in the note"
        " why it is LATER."
    )
    assert quantities(later) == (5, 0, 1)


def test_dispense_out_of_turn_with_a_reason_is_written_with_it():
    _soon, later = two_batches()

    movement = stock.dispense(
        batch=later, quantity=Decimal(1), by=None, at=make.NOW, reason="the first is crushed"
    )

    assert (movement.batch, movement.reason) == (later, "the first is crushed")


def test_dispense_of_a_product_takes_the_first_to_expire_first():
    soon, later = two_batches()

    movements = stock.dispense_product(
        product=soon.product, store=soon.store, quantity=Decimal(7), by=None, at=make.NOW
    )

    assert [(movement.batch, movement.quantity) for movement in movements] == [
        (soon, -5),
        (later, -2),
    ]


def test_dispense_of_a_product_passes_over_what_may_not_be_sold():
    soon, later = two_batches()
    stock.quarantine(batch=soon, by=None, at=make.NOW, reason="smells odd")

    movements = stock.dispense_product(
        product=soon.product, store=soon.store, quantity=Decimal(1), by=None, at=make.NOW
    )

    assert [movement.batch for movement in movements] == [later]


def test_dispense_of_more_of_a_product_than_there_is_takes_nothing():
    soon, later = two_batches()

    with pytest.raises(stock.StockError, match="11 wanted, 10 available at this store"):
        stock.dispense_product(
            product=soon.product, store=soon.store, quantity=Decimal(11), by=None, at=make.NOW
        )

    assert (quantities(soon), quantities(later)) == ((5, 0, 1), (5, 0, 1))


def test_dispense_of_a_product_that_is_not_there_is_refused():
    product = make.product(name="Quiet Harbor")

    with pytest.raises(stock.StockError, match="Quiet Harbor: nothing of it can be sold"):
        stock.dispense_product(
            product=product, store=make.store(), quantity=Decimal(1), by=None, at=make.NOW
        )


def test_dispense_of_a_product_twice_with_one_key_takes_once():
    soon, later = two_batches()
    dispensing = {"product": soon.product, "store": soon.store, "quantity": Decimal(7)}

    first, second = (
        stock.dispense_product(**dispensing, by=None, at=make.NOW, idempotency_key="k")
        for _time in range(2)
    )

    assert first == second
    assert (quantities(soon), quantities(later)) == ((0, 0, 2), (3, 0, 2))


def test_dispense_of_a_product_with_a_key_of_something_else_is_refused():
    soon, _later = two_batches()
    dispensing = {"product": soon.product, "store": soon.store, "by": None, "at": make.NOW}
    stock.dispense_product(**dispensing, quantity=Decimal(2), idempotency_key="k")

    with pytest.raises(stock.KeyReusedError):
        stock.dispense_product(**dispensing, quantity=Decimal(3), idempotency_key="k")


def test_dispense_of_a_product_under_the_key_of_another_store_is_refused():
    soon, _later = two_batches()
    elsewhere = make.batch(soon.product)
    dispensing = {"product": soon.product, "quantity": Decimal(2), "by": None, "at": make.NOW}
    stock.dispense_product(**dispensing, store=soon.store, idempotency_key="k")

    with pytest.raises(stock.KeyReusedError):
        stock.dispense_product(**dispensing, store=elsewhere.store, idempotency_key="k")
