from decimal import Decimal

import pytest

from recommendations.patient.suggestions import first_amount


def holding(thc_mg, smallest, unit):
    return {"smallest_thc_mg": thc_mg, "smallest_amount": smallest, "measure_unit": unit}


@pytest.mark.parametrize(
    ("batch", "dose", "expected"),
    [
        pytest.param(holding("1", "0.1", "ml"), "1.25", ("0.1 mL", "1 mg"), id="drops"),
        pytest.param(holding("0.5", "0.1", "ml"), "2.5", ("0.5 mL", "2.5 mg"), id="five-steps"),
        pytest.param(
            holding("2.5", "0.25", "piece"),
            "2.5",
            ("a quarter of one piece", "2.5 mg"),
            id="quarter",
        ),
        pytest.param(
            holding("1.25", "0.5", "piece"), "1.25", ("half of one piece", "1.25 mg"), id="half"
        ),
        pytest.param(holding("2.5", "1", "piece"), "5", ("2 pieces", "5 mg"), id="two-pieces"),
        pytest.param(
            holding("1", "0.5", "piece"),
            "3",
            ("1 piece and half of one piece", "3 mg"),
            id="one-and-a-half",
        ),
        pytest.param(holding("2.5", "1", "spray"), "2.5", ("1 spray", "2.5 mg"), id="one-spray"),
    ],
)
def test_first_amount_is_the_most_that_stays_within_the_dose(batch, dose, expected):
    amount, mg = expected

    assert first_amount(batch, Decimal(dose)) == (
        f"Of this product that is at most {amount}, which holds {mg} of THC."
    )


@pytest.mark.parametrize(
    ("batch", "dose"),
    [
        pytest.param(holding("0", "0.1", "ml"), "2.5", id="no-thc"),
        pytest.param(holding(None, None, "inhalation"), "2.5", id="inhaled"),
        pytest.param(holding("5", "1", "piece"), "2.5", id="too-strong"),
    ],
)
def test_first_amount_is_silent_where_none_applies(batch, dose):
    assert first_amount(batch, Decimal(dose)) == ""
