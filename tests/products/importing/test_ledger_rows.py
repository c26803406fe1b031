"""Files of the ledger: movements are compared, counts are taken in."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User

from products import stock
from products.exporting.kinds import KINDS
from products.exporting.lines import lines
from products.importing import apply
from products.importing.apply import Source, apply_plan
from products.importing.layout.file import load_layout
from products.importing.reading.reader import Row, read_rows
from products.importing.undo.whole import undo_import
from products.models import Batch, Movement
from tests.products import make
from tests.products.importing.material import NOW, TODAY, applied, make_store, plan

pytestmark = pytest.mark.django_db
LAYOUT = load_layout("ours-ledger")
MORNING = NOW - timedelta(hours=3)
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def store():
    return make_store()


def batch_of(store, number="B1", quantity="10", at=MORNING, key="S1", **facts):
    product = make.product(registration_number=key, **facts)
    batch = Batch.objects.create(product=product, store=store, number=number)
    stock.receive(batch=batch, quantity=Decimal(quantity), by=None, at=at, reason="delivered")
    return batch


def count(number=2, **cells):
    said = {"product_key": "S1", "batch_number": "B1", "counted": "8", "at": "2025-04-03T10:00"}
    return Row(number, said | cells)


def of_movement(movement, **cells):
    return Row(2, {"movement": f"{movement.pk}"} | cells)


def refused(made):
    return [(item.column, item.value, item.reason) for item in made.refused]


def moved(batch):
    rows = batch.movements.order_by("pk")
    return [(kind, int(quantity)) for kind, quantity in rows.values_list("kind", "quantity")]


def on_hand(batch):
    batch.refresh_from_db()
    return batch.on_hand


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


def test_our_own_export_changes_nothing(store):
    batch = batch_of(store, quantity="7.125", stock_unit="gram")
    stock.count(
        batch=batch,
        expected=Decimal("7.125"),
        counted=Decimal(7),
        by=User.objects.create(username="anna"),
        at=MORNING + timedelta(seconds=1),
        reason="=dried",
    )
    kind = KINDS["movements"]
    exported = "".join(lines(kind, kind.rows())).encode()

    made = plan(*read_rows(exported, LAYOUT).rows, layout=LAYOUT, store=store)

    assert (made.counts["unchanged"], made.findings) == (2, [])


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        ({"product_key": "S2"}, "product_key = S1"),
        ({"batch_number": "B2"}, "batch_number = B1"),
        ({"kind": "waste"}, "kind = receive"),
        ({"quantity": "11"}, "quantity = 10"),
        ({"counted": "10"}, "counted = "),
        ({"by": "anna"}, "by = "),
        ({"note": "found"}, "note = delivered"),
        ({"at": "2025-04-02"}, "at = 2025-04-03T13:00:00+00:00"),
        ({"at": "2025-04-03T09:01"}, "at = 2025-04-03T13:00:00+00:00"),
    ],
)
def test_movement_is_never_rewritten(store, cells, named):
    movement = batch_of(store).movements.get()

    made = plan(of_movement(movement, **cells), layout=LAYOUT, store=store)

    assert [item.reason for item in made.refused] == [
        f"movement {movement.pk} says {named}; a movement is never rewritten."
        " Correct the stock by a new one"
    ]


def test_movement_without_details_is_known_by_its_number(store):
    movement = batch_of(store).movements.get()

    made = plan(of_movement(movement, at="2025-04-03"), layout=LAYOUT, store=store)

    assert made.counts["unchanged"] == 1


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (
            "404",
            "there is no movement of this number. To count a batch leave the number empty and fill counted and at",
        ),
        ("A-4", "is not the number of a movement; for a count leave it empty"),
    ],
)
def test_movement_that_is_not_there_is_refused(store, number, reason):
    made = plan(Row(2, {"movement": number}), layout=LAYOUT, store=store)

    assert refused(made) == [("movement", number, reason)]


@pytest.mark.parametrize("counts", [1, 3])
def test_queries_do_not_grow_with_the_rows(store, counts, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(apply, "rows_at_once", lambda: None)
    for number in range(counts):
        batch_of(store, number=f"B{number}", key=f"S{number}")
    rows = [
        count(number, product_key=f"S{number}", batch_number=f"B{number}")
        for number in range(counts)
    ]
    made = plan(*rows, layout=LAYOUT, store=store, today=TODAY)

    with django_assert_num_queries(21):
        apply_plan(made, Source("counts.csv", "0" * 64), by=None, at=NOW)

    assert Movement.objects.filter(kind="count").count() == counts


def test_naive_time_is_by_the_clock_of_the_store(store):
    batch = batch_of(store, at=datetime(2025, 4, 3, 9, 30, tzinfo=ZoneInfo("America/New_York")))

    made = plan(count(at="2025-04-03T09:29"), layout=LAYOUT, store=store)

    assert (made.counts["refused"], on_hand(batch)) == (1, 10)
