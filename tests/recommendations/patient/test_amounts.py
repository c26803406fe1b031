from decimal import Decimal

import pytest

from recommendations.matching import RouteLimits
from recommendations.patient.amounts import first_amount


def holding(thc_mg, smallest, unit, *, cbd_mg=None, serving="10"):
    return {
        "smallest_thc_mg": thc_mg,
        "smallest_cbd_mg": cbd_mg,
        "smallest_amount": smallest,
        "serving_amount": serving,
        "measure_unit": unit,
    }


def begin_with(batch, dose, **limits):
    return first_amount(batch, Decimal(dose), RouteLimits("edible", **limits))


@pytest.mark.parametrize(
    ("batch", "dose", "amount"),
    [
        pytest.param(holding("1", "0.1", "ml"), "1.25", "0.1 mL", id="drops"),
        pytest.param(holding("0.5", "0.1", "ml"), "2.5", "0.5 mL", id="five-steps"),
        pytest.param(
            holding("2.5", "0.25", "piece"), "2.5", "a quarter of one piece", id="quarter"
        ),
        pytest.param(holding("1.25", "0.5", "piece"), "1.25", "half of one piece", id="half"),
        pytest.param(holding("2.5", "1", "piece"), "5", "2 pieces", id="two-pieces"),
        pytest.param(
            holding("1", "0.5", "piece"), "3", "1 piece and half of one piece", id="one-and-a-half"
        ),
        pytest.param(holding("1", "0.333", "piece"), "2", "0.67 pieces", id="odd-part"),
        pytest.param(holding("2.5", "1", "spray"), "2.5", "1 spray", id="one-spray"),
        pytest.param(holding("0.01", "1", "piece", serving="1"), "5", "1 piece", id="one-serving"),
        pytest.param(holding("0", "1", "piece"), "2.5", "1 piece", id="without-thc"),
    ],
)
def test_first_amount_is_named_as_it_is_measured(batch, dose, amount):
    sentence = begin_with(batch, dose)

    assert sentence.startswith(f"Of this product, begin with at most {amount}. It holds ")


def test_first_amount_says_what_it_holds():
    sentence = begin_with(holding("1", "0.1", "ml", cbd_mg="4"), "2.5")

    assert sentence.endswith("It holds 2 mg of THC and 8 mg of CBD.")


def test_first_amount_keeps_within_the_limit_for_cbd():
    clopidogrel = {"max_smallest_cbd_mg": Decimal(20)}

    sentence = begin_with(holding("0.2", "1", "spray", cbd_mg="5.1"), "2.5", **clopidogrel)

    assert sentence == (
        "Of this product, begin with at most 3 sprays. It holds 0.6 mg of THC and 15.3 mg of CBD."
    )


@pytest.mark.parametrize(
    ("batch", "dose"),
    [
        pytest.param(holding(None, None, "inhalation"), "2.5", id="inhaled"),
        pytest.param(holding(None, "1", "piece"), "2.5", id="thc-unknown"),
        pytest.param(holding("5", "1", "piece"), "2.5", id="too-strong"),
    ],
)
def test_first_amount_is_silent_where_none_can_be_named(batch, dose):
    assert begin_with(batch, dose) == ""
