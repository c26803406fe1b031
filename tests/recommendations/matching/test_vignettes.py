"""The 15 worked cases of the clinical reference, judged as its how_to_judge says."""

import json
from pathlib import Path

import pytest

from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, assess

VIGNETTES = json.loads((Path(__file__).parents[2] / "vignettes.json").read_text(encoding="utf-8"))[
    "vignettes"
]


@pytest.fixture(params=VIGNETTES, ids=[vignette["id"] for vignette in VIGNETTES])
def case(request):
    answers = Answers.from_dict(request.param["answers"], load_guideline())
    assessment = assess(answers, load_guideline(), load_policy("default"))
    return assessment, request.param["expected"]


def test_vignette_disposition_and_referral(case):
    assessment, expected = case

    assert (assessment.disposition, assessment.referral, assessment.products_allowed) == (
        expected["disposition"],
        expected["referral"],
        expected["products_allowed"],
    )


def test_vignette_shown_routes_are_acceptable(case):
    assessment, expected = case
    acceptable = set(expected["acceptable_routes"]) | set(expected["discouraged_routes"])

    assert set(assessment.shown) - acceptable == set()


def test_vignette_forbidden_routes_never_appear(case):
    assessment, expected = case

    assert set(assessment.shown) & set(expected["forbidden_routes"]) == set()


def test_vignette_first_route(case):
    assessment, expected = case
    nothing_may_be_shown = "first_route_one_of" not in expected
    allowed = expected.get("first_route_one_of", assessment.shown)

    assert nothing_may_be_shown or set(assessment.shown[:1]) & set(allowed)


def test_vignette_required_warnings(case):
    assessment, expected = case

    assert set(expected["required_warnings"]) - set(assessment.warnings) == set()


def test_vignette_evidence_grades(case):
    assessment, expected = case
    grades = {fit.route: fit.evidence for fit in assessment.routes}
    wanted = expected.get("evidence_grade_to_show", {})

    assert {route: grades[route] for route in wanted} == wanted


def test_vignette_first_dose(case):
    assessment, expected = case

    assert float(assessment.first_dose_thc_mg) <= expected.get("max_first_dose_thc_mg", 5)
