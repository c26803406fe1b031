"""Answers, assessments and batches to start a test from; a test names only what it is about."""

from datetime import date
from decimal import Decimal

from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, Candidate, assess

# An adult of 40 with a tight shoulder, every safety question answered, nothing that stands in the way.
PLAIN = {
    "age": 40,
    "pregnancy_status": "not_applicable",
    "spasm_location": ["shoulder"],
    "spasm_pattern": "spasm_tightness",
    "episode_duration": "1_to_24_hours",
    "problem_duration": "over_12_weeks",
    "cannabis_experience": "occasional",
    "condition": [],
    "medication_class": [],
    "red_flag": [],
    "alcohol_heavy": False,
}


def plain(**changes):
    """The plain answers as a dict; None takes one away."""
    return PLAIN | changes


def answered(**changes):
    return Answers.from_dict(plain(**changes), load_guideline())


def assessed(*, policy=None, **changes):
    return assess(answered(**changes), load_guideline(), policy or load_policy("default"))


def fired(assessment, kind):
    return [rule.id for rule in assessment.fired if rule.kind == kind]


def candidate(batch_id=1, **changes):
    """A balanced tincture (type II) that suits an occasional user's first dose of 2.5 mg."""
    values = {
        "batch_id": batch_id,
        "batch_number": f"B{batch_id}",
        "product_id": batch_id,
        "format": "tincture",
        "routes": ("oral_tincture",),
        "chemotype": "II",
        "thc_free": False,
        "total_thc_percent": Decimal(1),
        "total_cbd_percent": Decimal(1),
        "thc_mg_per_serving": Decimal("2.5"),
        "cbd_mg_per_serving": Decimal("2.5"),
        "smallest_thc_mg": Decimal("0.5"),
        "smallest_cbd_mg": Decimal("0.5"),
        "contains_alcohol": False,
        "allergens": frozenset(),
        "expires_on": date(2026, 6, 1),
    }
    return Candidate(**(values | changes))


def cream(batch_id=1, **changes):
    """A CBD cream without THC."""
    return candidate(
        batch_id,
        **{
            "format": "cream",
            "routes": ("topical",),
            "chemotype": "III",
            "thc_free": True,
            "total_thc_percent": Decimal(0),
            "thc_mg_per_serving": None,
            "cbd_mg_per_serving": None,
            "smallest_thc_mg": None,
            "smallest_cbd_mg": None,
        }
        | changes,
    )


def flower(batch_id=1, **changes):
    """Balanced flower for a vaporizer or to smoke."""
    return candidate(
        batch_id,
        **{
            "format": "flower",
            "routes": ("smoked", "vaporized"),
            "total_thc_percent": Decimal(6),
            "total_cbd_percent": Decimal(7),
            "thc_mg_per_serving": None,
            "cbd_mg_per_serving": None,
            "smallest_thc_mg": None,
            "smallest_cbd_mg": None,
        }
        | changes,
    )


# MS with episodes of 1 to 24 hours, used to cannabis: oral_tincture, edible, vaporized are shown.
MS = {"diagnosis": ["multiple_sclerosis"], "spasm_pattern": "spasticity"}
# A tight shoulder of a person with psychosis: only the skin is left.
SKIN_ONLY = {"condition": ["psychosis_personal"]}
