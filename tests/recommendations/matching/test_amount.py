from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.matching.amount import first_steps

amounts = st.decimals(Decimal("0.001"), Decimal(500), places=3)
maybe = st.none() | st.just(Decimal(0)) | amounts


def steps(**changes):
    """A tincture of 10 mg THC and 10 mg CBD in a serving of ten steps, first dose 2.5 mg."""
    values = {
        "dose_thc_mg": Decimal("2.5"),
        "smallest_thc_mg": Decimal(1),
        "smallest_cbd_mg": Decimal(1),
        "steps_in_a_serving": Decimal(10),
        "max_cbd_mg": None,
    }
    return first_steps(**(values | changes))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, 2, id="as-many-as-the-dose-holds"),
        pytest.param({"smallest_thc_mg": Decimal("0.1")}, 10, id="never-more-than-a-serving"),
        pytest.param({"smallest_thc_mg": Decimal(0)}, 1, id="without-thc-the-smallest-amount"),
        pytest.param({"steps_in_a_serving": None}, 1, id="serving-of-unknown-size"),
        pytest.param({"max_cbd_mg": Decimal("1.9")}, 1, id="within-the-cbd-limit"),
        pytest.param(
            {"max_cbd_mg": Decimal(20), "smallest_cbd_mg": None}, 0, id="cbd-unknown-under-a-limit"
        ),
        pytest.param({"smallest_thc_mg": None}, 0, id="thc-unknown"),
        pytest.param({"smallest_thc_mg": Decimal(5)}, 0, id="one-step-is-too-much"),
    ],
)
def test_first_steps_for_a_tincture(changes, expected):
    assert steps(**changes) == expected


@given(amounts, maybe, maybe, st.none() | amounts, st.none() | amounts)
def test_first_steps_hold_every_limit(dose, thc, cbd, serving, max_cbd):
    taken = steps(
        dose_thc_mg=dose,
        smallest_thc_mg=thc,
        smallest_cbd_mg=cbd,
        steps_in_a_serving=serving,
        max_cbd_mg=max_cbd,
    )

    assert taken * (thc or 0) <= dose
    assert taken <= (serving if serving is not None else 1)
    assert max_cbd is None or taken * (cbd or 0) <= max_cbd
