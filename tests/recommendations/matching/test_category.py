import pytest

from tests.recommendations.matching.builders import assessed

ALS = "als_motor_neuron_disease"
CASES = [
    ("als-with-cramps", {"diagnosis": [ALS], "spasm_pattern": "cramp"}, "als_cramp"),
    ("als-with-twitches", {"diagnosis": [ALS], "spasm_pattern": "twitch"}, "als_cramp"),
    ("als-otherwise", {"diagnosis": [ALS], "spasm_pattern": "spasticity"}, "als_spasticity"),
    ("ms", {"diagnosis": ["multiple_sclerosis"]}, "ms_spasticity"),
    ("als-before-ms", {"diagnosis": ["multiple_sclerosis", ALS]}, "als_spasticity"),
    (
        "ms-before-its-cramps",
        {"diagnosis": ["multiple_sclerosis"], "spasm_pattern": "cramp"},
        "ms_spasticity",
    ),
    ("spinal-cord-injury", {"diagnosis": ["spinal_cord_injury"]}, "sci_spasticity"),
    ("stroke", {"diagnosis": ["stroke"]}, "stroke_spasticity"),
    ("cerebral-palsy", {"diagnosis": ["cerebral_palsy"]}, "cp_tbi_spasticity"),
    ("brain-injury", {"diagnosis": ["traumatic_brain_injury"]}, "cp_tbi_spasticity"),
    ("blepharospasm", {"diagnosis": ["blepharospasm", "hemifacial_spasm"]}, "blepharospasm"),
    ("hemifacial", {"diagnosis": ["hemifacial_spasm", "cervical_dystonia"]}, "hemifacial_spasm"),
    (
        "cervical",
        {"diagnosis": ["cervical_dystonia", "task_specific_dystonia"]},
        "cervical_or_generalized_dystonia",
    ),
    ("generalized", {"diagnosis": ["generalized_dystonia"]}, "cervical_or_generalized_dystonia"),
    ("task", {"diagnosis": ["task_specific_dystonia"]}, "task_dystonia"),
    ("bruxism", {"diagnosis": ["tmd_bruxism"], "spasm_location": ["neck"]}, "tmd_masseter"),
    ("only-the-jaw", {"spasm_location": ["jaw"]}, "tmd_masseter"),
    ("jaw-and-shoulder", {"spasm_location": ["jaw", "shoulder"]}, "myofascial_other"),
    ("jaw-twitch", {"spasm_location": ["jaw"], "spasm_pattern": "twitch"}, "tmd_masseter"),
    ("twitch", {"spasm_pattern": "twitch"}, "benign_twitch"),
    (
        "night-calf",
        {"spasm_pattern": "cramp", "timing": ["nocturnal"], "spasm_location": ["calf"]},
        "nocturnal_leg_cramp",
    ),
    (
        "night-hand",
        {"spasm_pattern": "cramp", "timing": ["nocturnal"], "spasm_location": ["hand_fingers"]},
        "myofascial_other",
    ),
    (
        "night-before-sport",
        {
            "spasm_pattern": "cramp",
            "timing": ["exercise_related", "nocturnal"],
            "spasm_location": ["thigh"],
        },
        "nocturnal_leg_cramp",
    ),
    ("sport", {"spasm_pattern": "cramp", "timing": ["exercise_related"]}, "exercise_cramp"),
    ("sport-without-cramp", {"timing": ["exercise_related"]}, "myofascial_other"),
    (
        "chronic-back-diagnosed",
        {
            "diagnosis": ["chronic_low_back_pain"],
            "problem_duration": "under_6_weeks",
            "spasm_location": ["lower_back"],
        },
        "chronic_low_back_pain",
    ),
    ("chronic-back-by-time", {"spasm_location": ["lower_back", "neck"]}, "chronic_low_back_pain"),
    (
        "back-for-weeks",
        {"spasm_location": ["lower_back"], "problem_duration": "6_to_12_weeks"},
        "acute_back_neck_spasm",
    ),
    (
        "neck-for-an-unknown-time",
        {"spasm_location": ["neck"], "problem_duration": None},
        "acute_back_neck_spasm",
    ),
    ("neck-for-months", {"spasm_location": ["neck"]}, "myofascial_other"),
    ("deep-muscle", {"spasm_location": ["hip_buttock", "throat"]}, "myofascial_other"),
    ("whole-body", {"spasm_location": ["whole_body_or_multiple"]}, "other_undiagnosed"),
    ("nothing-said", {"spasm_location": None, "spasm_pattern": None}, "other_undiagnosed"),
    (
        "parkinson",
        {"diagnosis": ["parkinson_disease"], "spasm_location": ["throat"]},
        "other_undiagnosed",
    ),
]


@pytest.mark.parametrize(
    ("changes", "category"), [pytest.param(*case[1:], id=case[0]) for case in CASES]
)
def test_category_first_match_wins(changes, category):
    assert assessed(**changes).category == category
