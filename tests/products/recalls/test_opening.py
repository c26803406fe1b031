from datetime import timedelta
from decimal import Decimal

import pytest

from products import stock
from products.models import Batch, Format, RecallCase, RecalledBatch, Reservation, StateChange
from products.recalls import AlreadyRecalledError, ChangedSinceError, open_recall
from products.recalls.selection import Selection, batch_number, producers_range, whole_product
from tests.products import make
from tests.products.stock.test_parallel import alone, at_once

pytestmark = pytest.mark.django_db

# Near enough that an alert stands open, which a recall clears.
ALERTED = make.TODAY + timedelta(days=90)


@pytest.fixture
def clerk(django_user_model):
    return django_user_model.objects.create_user("clerk")


def keys(batches):
    return [batch.pk for batch in batches]


def recall(what, seen=None, reason="mould", **facts):
    seen = keys(what.affected()) if seen is None else keys(seen)
    return open_recall(what=what, seen=seen, reason=reason, by=None, at=make.NOW, **facts)


def reserve(batch, quantity="1", hours=2, reference="R-1"):
    return stock.reserve(
        batch=batch,
        quantity=Decimal(quantity),
        reference=reference,
        until=make.NOW + timedelta(hours=hours),
        by=None,
        at=make.NOW,
    )


def test_recall_takes_the_number_off_the_shelf_at_every_store():
    product = make.product()
    here, there = make.batch(product, number="B-1"), make.batch(product, number="b-1")
    other = make.batch(product, number="B-2")

    case = recall(batch_number(product, "B-1"))

    states = Batch.objects.in_bulk([here.pk, there.pk, other.pk])
    assert [states[key].state for key in sorted(states)] == ["recalled", "recalled", "released"]
    assert set(case.batches.values_list("batch", flat=True)) == {here.pk, there.pk}


def test_recall_records_who_when_and_why(clerk):
    batch = make.batch(state="quarantine")
    what = whole_product(batch.product)

    case = open_recall(
        what=what, seen=[batch.pk], reason="mould", notice="N-7", by=clerk, at=make.NOW
    )

    change = StateChange.objects.get()
    assert (case.scope, case.named) == ("product", str(batch.product))
    assert (case.reason, case.notice, case.by, case.at) == ("mould", "N-7", clerk, make.NOW)
    assert (change.from_state, change.to_state, change.by) == ("quarantine", "recalled", clerk)
    assert change.reason == f"Recall {case.pk}: mould"


def test_recall_cancels_reservations_and_keeps_what_there_was():
    batch = make.batch(quantity="5")
    kept, lapsed = reserve(batch, "2", reference="A-1"), reserve(batch, hours=1, reference="A-2")
    Reservation.objects.filter(pk=lapsed.pk).update(expires_at=make.NOW + timedelta(minutes=1))
    what = whole_product(batch.product)

    case = open_recall(
        what=what, seen=[batch.pk], reason="x", by=None, at=make.NOW + timedelta(minutes=2)
    )

    ended = Reservation.objects.in_bulk()
    row = RecalledBatch.objects.get()
    batch.refresh_from_db()
    assert (row.from_state, row.on_hand, row.reserved) == ("released", 5, 2)
    assert (batch.on_hand, batch.reserved) == (5, 0)
    assert (ended[kept.pk].state, ended[lapsed.pk].state) == ("cancelled", "lapsed")
    assert ended[kept.pk].ended_reason == f"Recall {case.pk}: x"


def test_sold_out_batch_is_recalled_too():
    batch = make.batch(quantity="0")

    case = recall(whole_product(batch.product))

    assert case.batches.get().on_hand == 0


def test_batch_recalled_before_there_were_cases_joins_one_without_another_change():
    batch = make.batch(state="recalled")

    case = recall(whole_product(batch.product))

    assert case.batches.get().from_state == "recalled"
    assert not StateChange.objects.exists()


def test_producers_range_is_limited_by_format_dates_and_number():
    maker = {"producer": "Acme"}
    flower, oil = make.product(**maker), make.product("tincture", **maker)
    make.product(producer="Acme Farms")
    inside = make.batch(flower, number="A1", received_on="2026-03-10")
    undated = make.batch(flower, number="A2")
    make.batch(flower, number="A3", received_on="2026-02-28")
    make.batch(flower, number="A4", received_on="2026-04-01")
    make.batch(flower, number="B1", received_on="2026-03-10")
    make.batch(oil, number="A5", received_on="2026-03-10")

    what = producers_range(
        "Acme",
        kind=Format.objects.get(code="flower"),
        received_from="2026-03-01",
        received_to="2026-03-31",
        number_prefix="a",
    )

    assert set(what.affected()) == {inside, undated}


@pytest.mark.parametrize("reason", ["", "  "])
def test_recall_without_a_reason_is_refused(reason):
    batch = make.batch()

    with pytest.raises(stock.StockError, match="Say why it is recalled"):
        recall(whole_product(batch.product), reason=reason)

    batch.refresh_from_db()
    assert (batch.state, RecallCase.objects.count()) == ("released", 0)


def test_recall_of_an_unknown_scope_is_refused():
    batch = make.batch()
    what = whole_product(batch.product)

    with pytest.raises(stock.StockError, match="not of 'planet'"):
        recall(Selection("planet", what.named, what.condition))


def test_recall_of_nothing_is_refused():
    with pytest.raises(stock.StockError, match="there is no such batch"):
        recall(whole_product(make.product()))


def test_batch_that_nobody_saw_is_not_recalled_and_neither_are_the_others():
    batch = make.batch()
    new = make.batch(batch.product)

    with pytest.raises(ChangedSinceError):
        recall(whole_product(batch.product), seen=[batch])

    assert set(Batch.objects.values_list("pk", "state")) == {
        (batch.pk, "released"),
        (new.pk, "released"),
    }


def test_recalling_twice_names_the_first_case():
    batch = make.batch()
    what = whole_product(batch.product)
    case = recall(what)

    with pytest.raises(AlreadyRecalledError, match=rf"\(recall {case.pk}\)") as refusal:
        recall(what, seen=[batch])

    assert refusal.value.case == case


def test_recalled_number_is_neither_released_nor_transferred():
    batch = make.batch()
    recall(whole_product(batch.product))
    arrived = make.batch(batch.product, number=batch.number, state="quarantine")

    with pytest.raises(stock.StockError, match="was recalled"):
        stock.release(batch=arrived, by=None, at=make.NOW, reason="x")
    with pytest.raises(stock.StockError, match="is recalled and stays where it is"):
        stock.transfer(batch=batch, to=make.store(), quantity=Decimal(1), by=None, at=make.NOW)


@pytest.mark.parametrize("rows", [1, 3])
def test_recall_takes_as_many_queries_for_three_batches_as_for_one(rows, django_assert_num_queries):
    product = make.product()
    facts = {"lab_result": make.lab_result(product), "expires_on": ALERTED}
    for number in range(rows):
        make.batch(product, number=f"B{number}", at=make.store(), **facts)
    what = whole_product(product)
    seen = keys(what.affected())

    with django_assert_num_queries(22):
        open_recall(what=what, seen=seen, reason="x", by=None, at=make.NOW)

    assert Batch.objects.filter(state="recalled").count() == rows


@pytest.mark.usefixtures("committed_database")
def test_two_people_recall_at_once_and_the_second_is_told_of_the_first():
    batch = alone(make.batch)
    what = whole_product(batch.product)

    outcomes = at_once(lambda: recall(what, seen=[batch]).pk, times=2)

    assert alone(RecallCase.objects.count) == 1
    assert [type(each) for each in sorted(outcomes, key=str)] == [int, type]
    assert AlreadyRecalledError in outcomes


@pytest.mark.usefixtures("committed_database")
def test_recall_and_sales_at_once_leave_the_ledger_true():
    batch = alone(lambda: make.batch(quantity="5"))
    what = whole_product(batch.product)
    sell = {"batch": batch, "quantity": Decimal(1), "by": None, "at": make.NOW}
    work = iter([lambda: recall(what, seen=[batch]), *[lambda: stock.dispense(**sell)] * 3])

    def act():
        return next(work)()

    at_once(act, times=4)

    stored = alone(lambda: Batch.objects.get(pk=batch.pk))
    there_was = alone(lambda: RecalledBatch.objects.get().on_hand)
    assert (stored.state, stored.on_hand) == ("recalled", there_was)
