from decimal import Decimal

import pytest

from tests.recommendations.matching.builders import SKIN_ONLY, assessed, fired


@pytest.mark.parametrize(
    ("experience", "dose_mg", "cap_mg"),
    [
        ("naive", "2.5", "5"),
        ("occasional", "2.5", "10"),
        ("regular", "5", "15"),
        ("daily", "5", "30"),
    ],
)
def test_first_dose_by_experience(experience, dose_mg, cap_mg):
    assessment = assessed(cannabis_experience=experience)

    assert (assessment.first_dose_thc_mg, assessment.first_week_cap_thc_mg_per_day) == (
        Decimal(dose_mg),
        Decimal(cap_mg),
    )


HALVING = [
    pytest.param({"age": 65}, id="65"),
    pytest.param({"age": 24}, id="24"),
    pytest.param({"condition": ["falls_or_frailty"]}, id="frail"),
    pytest.param({"condition": ["liver_disease_mild"]}, id="mild-liver-disease"),
    pytest.param({"medication_class": ["cyp3a4_strong_inhibitor"]}, id="cyp3a4"),
    pytest.param({"medication_class": ["cyp2c9_inhibitor"]}, id="cyp2c9"),
    pytest.param({"medication_class": ["muscle_relaxant"]}, id="sedating"),
    pytest.param({"medication_class": ["antipsychotic_other"]}, id="antipsychotic"),
    pytest.param({"age": 70, "medication_class": ["opioid", "cyp2c9_inhibitor"]}, id="once-only"),
]


@pytest.mark.parametrize("changes", HALVING)
def test_first_dose_is_halved_once(changes):
    assessment = assessed(cannabis_experience="daily", **changes)

    assert (assessment.first_dose_thc_mg, fired(assessment, "dosing")) == (
        Decimal("2.5"),
        ["DOSE-HALVED"],
    )


def test_first_dose_halved_stops_at_the_floor():
    assert assessed(cannabis_experience="naive", age=80).first_dose_thc_mg == Decimal("1.25")


def test_first_dose_whole_without_a_reason_to_halve():
    assert fired(assessed(), "dosing") == []


def test_first_dose_zero_where_nothing_systemic_is_shown():
    assessment = assessed(**SKIN_ONLY, age=70)

    assert (assessment.shown, assessment.first_dose_thc_mg, fired(assessment, "dosing")) == (
        ("topical",),
        Decimal(0),
        [],
    )
