from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herbology.csv_text import text
from products.exporting.cells import amount_with_unit, percent


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2 oz", "'-2 oz"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("'=1", "''=1"),
        ("''@x", "'''@x"),
        ("'Tis", "'Tis"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(said, cell):
    assert text(said) == cell


@given(said=st.text("'=+-@\t\rab ", max_size=8))
def test_no_text_begins_as_a_formula(said):
    assert not text(said).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("amount", "unit", "detection", "cell"),
    [
        ("12.5000", "percent", "measured", "12.5 %"),
        ("0.0000", "mg_per_g", "measured", "0 mg/g"),
        ("0.0001", "mg_per_ml", "measured", "0.0001 mg/mL"),
        (None, "mg_per_serving", "not_detected", "ND mg/serving"),
        (None, "mg_per_package", "below_loq", "<LOQ mg/package"),
    ],
)
def test_reading_carries_its_unit(amount, unit, detection, cell):
    assert amount_with_unit(amount and Decimal(amount), unit, detection) == cell


@pytest.mark.parametrize(("value", "cell"), [(0.1, "0.1"), (1e-07, "0.0000001"), (2, "2")])
def test_terpene_has_all_its_digits_and_no_exponent(value, cell):
    assert percent(value) == cell
