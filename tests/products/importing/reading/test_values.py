from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.importing.errors import UnreadableError
from products.importing.reading.values import ReadAmount, Words, clean, read_amount


@pytest.mark.parametrize("text", ["", "---", "----", "–", "N/A", "not tested", " \u00a0"])  # noqa: RUF001
def test_amount_of_an_empty_word_is_not_reported(text):
    assert read_amount(text) == ReadAmount(None, "not_reported")


@pytest.mark.parametrize("text", ["<LOQ", "LOQ", "< loq", "<0.10", "<.01", "< 0.10 %", "BLQ"])
def test_amount_below_a_limit_is_a_trace_not_a_number(text):
    assert read_amount(text) == ReadAmount(None, "below_loq")


@pytest.mark.parametrize("text", ["ND", "n.d.", "Not Detected"])
def test_amount_not_detected_is_not_zero(text):
    assert read_amount(text) == ReadAmount(None, "not_detected")


@pytest.mark.parametrize(
    ("text", "amount"),
    [(".33", "0.33"), ("00", "0"), ("1,234.5", "1234.5"), (" 12.0\u00a0", "12.0"), ("7", "7")],
)
def test_amount_reads_numbers_however_they_are_written(text, amount):
    assert read_amount(text) == ReadAmount(Decimal(amount), "measured")


@pytest.mark.parametrize(
    ("text", "unit"),
    [("0.35%", "percent"), ("0.35 mg/g", "mg_per_g"), ("0.35mg", "mg_per_serving")],
)
def test_amount_may_carry_its_columns_own_unit(text, unit):
    assert read_amount(text, unit).amount == Decimal("0.35")


@pytest.mark.parametrize("text", ["`0.5", "0.5`", "'0.5"])
def test_amount_with_a_stray_mark_is_read_and_noted(text):
    assert read_amount(text) == ReadAmount(
        Decimal("0.5"), "measured", "read as “0.5”, without the mark beside it"
    )


def test_amount_with_a_last_point_is_read_and_noted():
    assert read_amount("0.14.") == ReadAmount(
        Decimal("0.14"), "measured", "read as “0.14”, without the point at its end"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("80.91-86.78", "is a range; one number is needed"),
        ("80.91%-86.78%", "is a range; one number is needed"),
        ("10 to 12", "is a range; one number is needed"),
        ("-4", "is below zero"),
        ("Nort0.08", "is not a number"),
        (".0.5", "is not a number"),
        (".", "is not a number"),
        ("1,5", "is not a number"),
        ("0.3mg", "carries another unit than its column: '0.3mg'"),
        ("3 mg/g", "carries another unit than its column: '3 mg/g'"),
        ("1e-09", "is in scientific notation; write it out, or name its meaning"),
    ],
)
def test_amount_that_could_mean_two_things_is_refused(text, reason):
    with pytest.raises(UnreadableError) as refusal:
        read_amount(text, "percent")

    assert str(refusal.value) == reason


def test_amount_knows_the_words_of_its_layout():
    words = Words(not_detected=frozenset({"1e-09"}))

    assert read_amount("1E-09", words=words) == ReadAmount(None, "not_detected")


@given(st.decimals(min_value=0, max_value=10**6, places=4))
def test_amount_written_plainly_is_read_back_exactly(number):
    assert read_amount(f"{number:f}") == ReadAmount(number, "measured")


@given(st.decimals(min_value=1000, max_value=10**9, places=2))
def test_amount_with_thousands_separators_is_the_same_amount(number):
    assert read_amount(f"{number:,f}") == ReadAmount(number, "measured")


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_and_never_anything_else(text):
    try:
        amount = read_amount(text, "percent").amount
    except UnreadableError:
        amount = None

    assert amount is None or (amount.is_finite() and amount >= 0)


@given(st.text(alphabet=" \u00a0\u200b\ufeffab", max_size=12))
def test_clean_text_stays_clean(text):
    assert clean(clean(text)) == clean(text)
