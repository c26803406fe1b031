import json
from decimal import Decimal

import pytest

from recommendations.guideline import load_guideline, load_texts
from recommendations.matching import Choice, choose, json_number, outcome
from tests.recommendations.matching.builders import SKIN_ONLY, assessed, candidate, cream

EN = load_texts("en")
KEYS = [
    "guideline_version",
    "policy",
    "category",
    "disposition",
    "referral",
    "release",
    "products_allowed",
    "shown",
    "routes",
    "warnings",
    "first_dose_thc_mg",
    "suggestions",
    "unfilled",
]


def test_outcome_keys_and_their_order():
    assert list(outcome(assessed(), None, EN)) == KEYS


def test_outcome_is_json():
    assessment = assessed()
    result = outcome(assessment, choose(assessment, [candidate(), cream(2)]), EN)

    assert json.loads(json.dumps(result)) == result


def test_outcome_without_products_suggestions_are_null():
    result = outcome(assessed(), None, EN)

    assert (result["suggestions"], result["unfilled"]) == (None, None)


def test_outcome_nothing_found_suggestions_are_empty():
    result = outcome(assessed(), Choice(), EN)

    assert (result["suggestions"], result["unfilled"]) == ([], [])


def test_outcome_empty_route_names_its_rule():
    assessment = assessed(**SKIN_ONLY)
    (unfilled,) = outcome(assessment, choose(assessment, []), EN)["unfilled"]

    assert (unfilled["route"], unfilled["rule"]) == ("topical", "NONE-IN-STOCK")


def test_outcome_route_blocked_has_no_score():
    result = outcome(assessed(condition=["dysphagia_known"]), None, EN)

    assert result["routes"][2] == {
        "route": "edible",
        "shown": False,
        "score": None,
        "evidence": "D",
        "blocked_by": ["H14"],
    }


def test_outcome_names_version_and_policy():
    result = outcome(assessed(), None, EN)

    assert (result["guideline_version"], result["policy"]) == (load_guideline().version, "default")


def test_outcome_suggestion_is_named_and_reasoned():
    assessment = assessed(**SKIN_ONLY)
    choice = choose(assessment, [cream(1, product_id=7, batch_number="C-1")])
    (suggestion,) = outcome(assessment, choice, EN, {7: "Plain cream"})["suggestions"]
    reasons = suggestion.pop("reasons")

    assert (suggestion, [reason["rule"] for reason in reasons]) == (
        {
            "route": "topical",
            "product": "Plain cream",
            "batch": "C-1",
            "chemotype": "III",
            "thc_mg_per_serving": None,
            "total_thc_percent": 0,
        },
        ["ROUTE-FITS", "EVIDENCE", "THC-FREE-MIND", "THC-FREE-DOSE-0", "CHEMO-TOPICAL"],
    )


@pytest.mark.parametrize(
    ("amount", "number"),
    [(Decimal("5.0"), "5"), (Decimal("1.25"), "1.25"), (Decimal(0), "0"), (None, "null")],
)
def test_json_number_as_a_reader_writes_it(amount, number):
    assert json.dumps(json_number(amount)) == number
