"""Counts in a file of the ledger become movements, once."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from products import stock
from products.importing.apply import apply_plan
from products.importing.undo.whole import undo_import
from products.models import Batch, Movement
from tests.products.importing.ledger.rows import LAYOUT, batch_of, count, moved, on_hand, refused
from tests.products.importing.material import LATER, NOW, SOURCE, applied, make_store, plan

pytestmark = pytest.mark.django_db


def test_count_becomes_a_movement_with_what_was_expected(store):
    batch = batch_of(store)

    record = applied(count(by="anna", note="shelf 3"), layout=LAYOUT, store=store)

    written = Movement.objects.get(kind="count")
    assert (written.expected, written.counted, on_hand(batch)) == (10, 8, 8)
    assert (written.at, written.by) == (NOW, None)
    assert written.reason == "counted 2025-04-03 10:00 by anna: shelf 3"
    assert record.counts["created"] == 1


def test_count_tells_what_was_on_hand_and_what_it_does_not_read(store):
    batch_of(store)

    made = plan(count(quantity="-2", kind="Count"), layout=LAYOUT, store=store)

    assert [(item.mark, item.column, item.value, item.reason) for item in made.findings] == [
        (
            "flagged",
            "quantity",
            "-2",
            "not read: a count says what is there, and the difference follows",
        ),
        ("changed", "counted", "8", "was 10 on hand"),
    ]


def test_count_that_agrees_is_kept(store):
    batch = batch_of(store)

    applied(count(counted="10"), layout=LAYOUT, store=store)

    assert moved(batch) == [("receive", 10), ("count", 0)]


@pytest.mark.parametrize("at", ["2025-04-03T10:00", "2025-04-03"])
def test_same_count_again_changes_nothing(store, at):
    batch = batch_of(store)
    applied(count(at=at), layout=LAYOUT, store=store)
    stock.adjust(
        batch=batch, quantity=Decimal(3), reason_code="found", reason="box", by=None, at=LATER
    )

    made = plan(count(at=at), layout=LAYOUT, store=store)

    assert made.counts["unchanged"] == 1


def test_undo_takes_the_count_back_and_applying_again_counts_again(store):
    batch = batch_of(store)
    record = applied(count(), layout=LAYOUT, store=store)
    undo_import(record.pk, by=None, at=LATER)
    undone = on_hand(batch)

    again = applied(count(), layout=LAYOUT, store=store, at=LATER)

    assert (undone, again.counts["created"], on_hand(batch)) == (10, 1, 8)
    assert moved(batch) == [("receive", 10), ("count", -2), ("adjust", 2), ("count", -2)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"counted": "2.5"},
            ("counted", "2.5", "is a part of a piece; this product is counted in whole pieces"),
        ),
        (
            {"counted": "1"},
            ("counted", "1", "2 are reserved for patients; cancel some, or look again"),
        ),
        ({"counted": "-1"}, ("counted", "-1", "is below zero: an adjustment, not what is there")),
        (
            {"at": ""},
            ("at", "", "is empty; a count needs its day, so that it is not taken in twice"),
        ),
        ({"at": "2025-04-04"}, ("at", "2025-04-04 00:00", "lies in the future")),
        (
            {"at": "2025-04-03T08:59"},
            (
                "at",
                "2025-04-03 08:59",
                "the batch was booked on 2025-04-03 at 09:00, after this; count it again",
            ),
        ),
        (
            {"batch_number": "B9"},
            ("batch_number", "B9", "there is no such batch at Main; bring it with the layout ours"),
        ),
        ({"product_key": ""}, ("product_key", "", "is empty; every row needs it")),
        (
            {"kind": "receive", "quantity": "5"},
            (
                "kind",
                "receive",
                "only counts are taken into the ledger from a file. To bring what is there, fill"
                " quantity_on_hand in a file for the layout ours",
            ),
        ),
    ],
)
def test_count_that_cannot_be_is_refused(store, cells, said):
    batch_of(store, stock_unit="each")
    Batch.objects.update(reserved=2)

    made = plan(count(**cells), layout=LAYOUT, store=store)

    assert refused(made) == [said]


def test_batch_of_another_store_is_not_counted(store):
    batch_of(make_store("other"))

    made = plan(count(), layout=LAYOUT, store=store)

    assert made.counts["refused"] == 1


def test_second_count_of_a_batch_in_one_file_is_refused(store):
    batch_of(store)

    made = plan(count(), count(3, at="2025-04-03T11:00"), layout=LAYOUT, store=store)

    reason = "row 2 counts this batch already; leave only the count that is true"
    assert refused(made) == [("", "", reason)]


@pytest.mark.parametrize("counts", [1, 3])
def test_queries_do_not_grow_with_the_rows(
    store, counts, all_rows_in_one_transaction, django_assert_num_queries
):
    for number in range(counts):
        batch_of(store, number=f"B{number}", key=f"S{number}")
    rows = [
        count(number, product_key=f"S{number}", batch_number=f"B{number}")
        for number in range(counts)
    ]
    made = plan(*rows, layout=LAYOUT, store=store)

    with django_assert_num_queries(21):
        apply_plan(made, SOURCE, by=None, at=NOW)

    assert Movement.objects.filter(kind="count").count() == counts


def test_naive_time_is_by_the_clock_of_the_store(store):
    batch = batch_of(store, at=datetime(2025, 4, 3, 9, 30, tzinfo=ZoneInfo("America/New_York")))

    made = plan(count(at="2025-04-03T09:29"), layout=LAYOUT, store=store)

    assert (made.counts["refused"], on_hand(batch)) == (1, 10)
