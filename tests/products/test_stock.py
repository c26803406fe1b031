from contextlib import suppress
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db.models import Sum

from products import stock
from products.models import Batch, Movement, StateChange
from products.sellable import months_before
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create_user("clerk")


def quantities(batch):
    batch.refresh_from_db()
    return (batch.on_hand, batch.reserved, batch.movements.count())


def reserve(batch, quantity):
    Batch.objects.filter(pk=batch.pk).update(reserved=quantity)


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


@pytest.mark.parametrize(
    "quantity", [Decimal(0), Decimal(-1), Decimal("0.0001"), Decimal("NaN"), Decimal("Infinity")]
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
    stock.recall(batch=batch, by=None, at=make.NOW, reason="mould")

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


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        (stock.release, "quarantine", "released"),
        (stock.quarantine, "released", "quarantine"),
        (stock.recall, "released", "recalled"),
        (stock.recall, "quarantine", "recalled"),
    ],
)
def test_state_changes_with_who_when_and_why(verb, before, after, clerk):
    batch = make.batch(state=before)

    verb(batch=batch, by=clerk, at=make.NOW, reason="checked")

    batch.refresh_from_db()
    written = StateChange.objects.values("from_state", "to_state", "by", "at", "reason").get()
    assert (batch.state, batch.state_reason) == (after, "checked")
    assert written == {
        "from_state": before,
        "to_state": after,
        "by": clerk.pk,
        "at": make.NOW,
        "reason": "checked",
    }


@pytest.mark.parametrize(
    ("verb", "before"),
    [
        (stock.release, "released"),
        (stock.release, "recalled"),
        (stock.quarantine, "quarantine"),
        (stock.quarantine, "recalled"),
        (stock.recall, "recalled"),
    ],
)
def test_state_that_cannot_be_reached_is_refused(verb, before):
    batch = make.batch(state=before)

    with pytest.raises(stock.WrongStateError, match="from which it cannot become"):
        verb(batch=batch, by=None, at=make.NOW, reason="x")

    batch.refresh_from_db()
    assert (batch.state, StateChange.objects.count()) == (before, 0)


def test_state_changes_only_with_a_reason():
    batch = make.batch(state="quarantine")

    with pytest.raises(stock.StockError, match="Say why"):
        stock.release(batch=batch, by=None, at=make.NOW, reason=" ")
