import csv
from datetime import timedelta
from decimal import Decimal

import pytest

from products import stock
from products.models import Batch
from products.recalls import open_recall
from products.recalls.csv_file import lines_of
from products.recalls.report import dispensed_of, reports_of, totals_of
from products.recalls.selection import whole_product
from tests.products import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved():
    """A batch with one movement of every kind, and one with nothing but a lapse of time."""
    product, there = make.product(), make.store(name="Harbor")
    batch = make.batch(product, number="B-1", quantity="40", at=make.store(name="Main"))
    common = {"batch": batch, "by": None}
    steps = (
        (stock.dispense, {"quantity": Decimal(6), "reference": "T-1"}),
        (stock.give_back, {"quantity": Decimal(2), "reason_code": "defective"}),
        (stock.adjust, {"quantity": Decimal(-3), "reason_code": "missing", "reason": "gone"}),
        (stock.transfer, {"quantity": Decimal(5), "to": there}),
        (stock.waste, {"quantity": Decimal(1), "reason_code": "damaged"}),
        (stock.count, {"expected": Decimal(25), "counted": Decimal(24)}),
    )
    for minute, (verb, facts) in enumerate(steps, start=1):
        verb(**common, **facts, at=make.NOW + timedelta(minutes=minute))
    return batch


def recalled(batch):
    what = whole_product(batch.product)
    seen = list(what.affected().values_list("pk", flat=True))
    return open_recall(
        what=what, seen=seen, reason="mould", by=None, at=make.NOW + timedelta(hours=1)
    )


def reports(case):
    return reports_of(list(case.batches.select_related("batch").order_by("batch")), case)


def in_words(lines):
    return [(str(way), quantity) for way, quantity in lines]


def test_report_names_every_way_that_units_went(moved):
    case = recalled(moved)

    here = reports(case)[0]

    assert in_words(here.lines) == [
        ("Receive", 40),
        ("Dispense", -6),
        ("Return: defective", 2),
        ("Adjust: missing: lost or stolen", -3),
        ("Count", -1),
        ("Waste: damaged", -1),
        ("Waste: returned, not to be sold again", -2),
        ("Transfer out to Harbor", -5),
    ]


def test_report_adds_up_to_what_is_on_hand_at_every_store(moved):
    case = recalled(moved)

    found = {report.recalled.batch_id: report.adds_up_to for report in reports(case)}

    assert found == dict(Batch.objects.values_list("pk", "on_hand"))
    assert sorted(found.values()) == [5, 24]


def test_totals_of_the_case_add_up_to_all_that_is_on_hand(moved):
    case = recalled(moved)

    total = totals_of(case)[0]

    assert (total.unit, total.on_hand) == ("each", 29)
    assert in_words(total.lines)[-2:] == [
        ("Transfer out to Harbor", -5),
        ("Transfer in from Main", 5),
    ]


def test_pieces_and_grams_are_never_added_up():
    producer = {"producer": "Acme"}
    pieces = make.batch(make.product(**producer), quantity="5")
    grams = make.batch(make.product(stock_unit="gram", **producer), quantity="2.5")
    cases = [recalled(batch) for batch in (pieces, grams)]

    totals = [(total.unit, total.on_hand) for case in cases for total in totals_of(case)]

    assert totals == [("each", 5), ("gram", Decimal("2.5"))]


def test_report_names_the_reservations_that_the_recall_cancelled():
    batch = make.batch()
    until = make.NOW + timedelta(hours=9)
    kept, given_up = (
        stock.reserve(
            batch=batch,
            quantity=Decimal(1),
            reference=reference,
            until=until,
            by=None,
            at=make.NOW,
        )
        for reference in ("KEPT", "GIVEN-UP")
    )
    stock.cancel(reservation=given_up, by=None, at=make.NOW)

    case = recalled(batch)

    assert reports(case)[0].cancelled == [kept]


def test_what_came_back_is_not_out_any_more(moved):
    assert dispensed_of([moved.pk]) == {moved.pk: 4}


def test_file_has_a_row_for_each_movement_that_adds_up(moved):
    case = recalled(moved)

    rows = list(csv.DictReader("".join(lines_of(case)).splitlines()))

    assert len(rows) == 9
    assert sum(Decimal(row["quantity"]) for row in rows) == 29
    assert [row["other_store"] for row in rows if row["movement"] == "transfer_out"] == ["Harbor"]


def test_file_makes_text_of_a_reference_that_looks_like_a_formula():
    batch = make.batch(number="=B1")
    stock.waste(
        batch=batch,
        quantity=Decimal(1),
        reason_code="damaged",
        by=None,
        at=make.NOW + timedelta(minutes=1),
        reference='=HYPERLINK("http://x")',
        reason="@x",
    )
    case = recalled(batch)

    row = list(csv.DictReader("".join(lines_of(case)).splitlines()))[-1]

    found = [row[name] for name in ("batch_number", "reference", "note", "quantity")]
    assert found == ["'=B1", '\'=HYPERLINK("http://x")', "'@x", "-1"]


@pytest.mark.parametrize("rows", [1, 3])
def test_report_takes_two_queries_for_any_number_of_batches(rows, django_assert_num_queries):
    product = make.product()
    for number in range(rows):
        batch = make.batch(product, number=f"B{number}")
    case = recalled(batch)
    of_case = list(case.batches.select_related("batch"))

    with django_assert_num_queries(2):
        found = [in_words(report.lines) for report in reports_of(of_case, case)]

    assert found == [[("Receive", 5)]] * rows
