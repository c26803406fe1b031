from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from products.importing.errors import UnreadableError
from products.importing.reading.plain_values import (
    read_date,
    read_moment,
    read_quantity,
    read_truth,
    read_whole,
    without_currency,
)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("$1,035.75", "1,035.75"),
        ("US$ 10", "10"),
        ("USD 10.00", "10.00"),
        ("10.00 eur", "10.00"),
        ("£9", "9"),
        ("9 €", "9"),
        ("10", "10"),
        ("10$5", "10$5"),
        ("per gram", "per gram"),
    ],
)
def test_currency_is_read_past_only_at_an_end(text, amount):
    assert without_currency(text) == amount


@pytest.mark.parametrize(
    ("text", "signed", "quantity"),
    [
        ("1,200.5", False, "1200.5"),
        ("-4", True, "-4"),
        ("+4", True, "4"),
        ("0.00001", False, "0.00001"),
    ],
)
def test_quantity_keeps_its_sign_and_decimals(text, signed, quantity):
    assert read_quantity(text, most=10_000, signed=signed) == Decimal(quantity)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("-4", "is below zero: an adjustment, not what is there"),
        ("\u22124", "is below zero: an adjustment, not what is there"),
        ("10001", "is more than 10000"),
        ("3 ea", "is not a number"),
        ("2-3", "is a range; one number is needed"),
    ],
)
def test_quantity_that_cannot_be_there_is_refused(text, reason):
    with pytest.raises(UnreadableError) as refusal:
        read_quantity(text, most=10_000)

    assert str(refusal.value) == reason


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-04-03T14:30:00+00:00", datetime(2025, 4, 3, 14, 30, tzinfo=ZoneInfo("UTC"))),
        ("04/03/2025 02:30 PM", datetime(2025, 4, 3, 14, 30)),
    ],
)
def test_moment_is_read_as_our_export_or_the_layout_writes_it(text, moment):
    assert read_moment(text, ("%m/%d/%Y %I:%M %p",)) == moment


def test_whole_number_refuses_a_part():
    with pytest.raises(UnreadableError, match="is not a whole number"):
        read_whole("2.5")


@pytest.mark.parametrize(("text", "truth"), [("TRUE", True), ("no", False), ("", None)])
def test_truth_keeps_unknown_apart_from_no(text, truth):
    assert read_truth(text) is truth


def test_truth_refuses_other_words():
    with pytest.raises(UnreadableError, match="is neither yes nor no"):
        read_truth("maybe")


def test_date_is_read_by_the_first_pattern_that_fits():
    assert read_date("03/04/2025", ("%Y-%m-%d", "%m/%d/%Y")) == date(2025, 3, 4)


def test_date_in_another_shape_is_refused_with_the_shapes():
    with pytest.raises(UnreadableError, match="is not a date like 2025-04-03"):
        read_date("13/45/2025", ("%Y-%m-%d",))
