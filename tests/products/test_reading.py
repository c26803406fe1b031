from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.reading import (
    HIGHEST,
    PotencyError,
    Reading,
    amount_in,
    by_cannabinoid,
    mg_per_g_to_percent,
    percent_to_mg_per_g,
    refuse_impossible_result,
)

GUMMIES = {  # 40 g, 10 servings
    "percent": Decimal(400),
    "mg_per_g": Decimal(40),
    "mg_per_serving": Decimal(10),
    "mg_per_package": Decimal(1),
}
percents = st.decimals(0, 100, places=4)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (("thc", "percent", Decimal("-0.1")), "thc: -0.1 is below zero."),
        (("cbd", "percent", Decimal("NaN")), "cbd: NaN is not a number."),
        (("cbd", "percent", Decimal("Infinity")), "cbd: Infinity is not a number."),
        (
            ("thca", "percent", Decimal("100.1")),
            "thca: 100.1 percent is impossible; at most 100.",
        ),
        (
            ("thc", "mg_per_g", Decimal(1001)),
            "thc: 1001 mg_per_g is impossible; at most 1000.",
        ),
        (("thc", "percent", None), "thc: give an amount if it was measured, else none."),
        (
            ("thc", "percent", Decimal(1), "not_detected"),
            "thc: give an amount if it was measured, else none.",
        ),
    ],
)
def test_reading_that_cannot_be_true_is_refused(line, said):
    with pytest.raises(PotencyError) as refusal:
        Reading(*line)

    assert str(refusal.value) == said


@pytest.mark.parametrize(
    ("line", "start"),
    [
        (("thcx", "percent", Decimal(1)), "thcx: unknown cannabinoid 'thcx'; one of thc, thca,"),
        (("thc", "ppm", Decimal(1)), "thc: unknown unit 'ppm'; one of percent, mg_per_g,"),
        (("thc", "percent", None, "nd"), "thc: unknown detection 'nd'; one of measured,"),
    ],
)
def test_reading_with_an_unknown_word_is_refused(line, start):
    with pytest.raises(PotencyError) as refusal:
        Reading(*line)

    assert str(refusal.value).startswith(start)


@pytest.mark.parametrize(
    ("amount", "detection", "found"),
    [
        (Decimal("0.1"), "measured", True),
        (Decimal(0), "measured", False),
        (None, "not_detected", False),
        (None, "below_loq", True),
    ],
)
def test_reading_finds_traces_below_the_limit_of_quantification(amount, detection, found):
    assert Reading("thc", "percent", amount, detection).found is found


@given(percents)
def test_percent_and_mg_per_g_convert_there_and_back(percent):
    assert mg_per_g_to_percent(percent_to_mg_per_g(percent)) == percent


@pytest.mark.parametrize(
    ("unit", "amount"),
    [
        ("percent", Decimal("0.25")),
        ("mg_per_g", Decimal("2.5")),
        ("mg_per_serving", Decimal(10)),
        ("mg_per_package", Decimal(100)),
    ],
)
def test_amount_in_every_unit_of_a_known_pack(unit, amount):
    reading = Reading("thc", "percent", Decimal("0.25"))

    assert amount_in(reading, unit, GUMMIES) == amount


def test_amount_in_unit_that_the_pack_does_not_give_is_unknown():
    assert amount_in(Reading("thc", "percent", Decimal(1)), "mg_per_ml", GUMMIES) is None


def test_percent_converts_to_mg_per_g_without_a_pack():
    assert amount_in(Reading("thc", "percent", Decimal(18)), "mg_per_g", {}) == 180


def test_by_cannabinoid_refuses_a_second_reading_of_one():
    readings = [Reading("thc", "percent", Decimal(1)), Reading("thc", "mg_per_g", Decimal(10))]

    with pytest.raises(PotencyError, match="thc: reported twice; keep one"):
        by_cannabinoid(readings)


def test_result_of_more_than_100_percent_is_refused():
    result = by_cannabinoid(
        [Reading("thca", "percent", Decimal(60)), Reading("cbda", "mg_per_g", Decimal(401))]
    )

    with pytest.raises(PotencyError) as refusal:
        refuse_impossible_result(result, {})

    assert str(refusal.value) == "thca, cbda: together 100.1 %, more than 100 %."


def test_result_of_exactly_100_percent_is_possible():
    result = by_cannabinoid(
        [Reading("thca", "percent", Decimal(60)), Reading("cbda", "percent", Decimal(40))]
    )

    assert refuse_impossible_result(result, {}) is None


def test_result_heavier_than_its_pack_is_refused():
    result = by_cannabinoid([Reading("thc", "mg_per_package", Decimal(40_001))])

    with pytest.raises(PotencyError, match="more than 100 %"):
        refuse_impossible_result(result, GUMMIES)


def test_total_below_its_own_part_is_refused():
    result = by_cannabinoid(
        [Reading("thc", "percent", Decimal(5)), Reading("total_thc", "percent", Decimal(4))]
    )

    with pytest.raises(PotencyError) as refusal:
        refuse_impossible_result(result, {})

    assert str(refusal.value) == "total_thc: 4 is less than thc alone, 5 percent."


@given(st.sampled_from(sorted(HIGHEST)), st.decimals(0, 200_000, places=3))
def test_reading_accepts_exactly_what_is_possible(unit, amount):
    possible = amount <= HIGHEST[unit]

    try:
        Reading("thc", unit, amount)
    except PotencyError:
        accepted = False
    else:
        accepted = True

    assert accepted is possible
