from decimal import Decimal

import pytest

from products.amounts import mg_in, number, percent


@pytest.mark.parametrize(
    ("text", "none_found", "expected"),
    [
        ("1.25", False, "1.25 %"),
        ("0", False, "too little to measure"),
        ("0", True, "none found"),
        (None, False, "not known"),
    ],
)
def test_percent_keeps_nothing_found_apart_from_too_little(text, none_found, expected):
    assert percent(text, none_found=none_found) == expected


def test_mg_has_its_unit():
    assert mg_in("2.500") == "2.5 mg"


@pytest.mark.parametrize(
    ("amount", "expected"), [("10", "10"), ("2.506", "2.51"), ("0.001", "0.001"), ("0", "0")]
)
def test_number_is_short_and_never_rounds_to_nothing(amount, expected):
    assert number(Decimal(amount)) == expected
