import pytest

from recommendations.guideline import load_guideline
from tests.recommendations.matching.builders import MS, SKIN_ONLY, assessed


def condition(*names):
    return {"condition": list(names)}


def medicine(*names):
    return {"medication_class": list(names)}


ACUTE_BACK = {"spasm_location": ["lower_back"], "problem_duration": "under_6_weeks"}
NIGHT_CRAMP = {"spasm_pattern": "cramp", "timing": ["nocturnal"], "spasm_location": ["calf"]}
SMOKED_SHOWN = {"episode_duration": "10_to_60_minutes", "preferred_delivery": "smoked"} | MS
SEDATING = (
    "opioid",
    "opioid_agonist_therapy",
    "benzodiazepine",
    "z_drug",
    "muscle_relaxant",
    "gabapentinoid",
    "sedating_antihistamine",
    "tca_or_anticholinergic",
    "antipsychotic_other",
    "clozapine_olanzapine",
    "clobazam",
)

# What sets a warning off, and what comes near without doing so.
TRIGGERS = [
    ("W_KEEP_FROM_CHILDREN_PETS", {}, None),
    ("W_EMERGENCY", {"red_flag": ["chest_pain"]}, {"red_flag": ["severe_abdominal_pain"]}),
    ("W_URGENT", {"red_flag": ["severe_abdominal_pain"]}, {"red_flag": ["chest_pain"]}),
    ("W_SEE_DOCTOR_SOON", {"red_flag": ["progressive_limb_weakness"]}, {"red_flag": ["not_sure"]}),
    ("W_PREGNANCY", {"pregnancy_status": "pregnant"}, {"pregnancy_status": "not_pregnant"}),
    ("W_PREGNANCY", {"pregnancy_status": "trying_to_conceive"}, {"pregnancy_status": None}),
    ("W_PREGNANCY", {"pregnancy_status": "breastfeeding"}, {}),
    ("W_PSYCHOSIS", condition("psychosis_personal"), condition("depression_anxiety")),
    ("W_PSYCHOSIS", condition("psychosis_first_degree_relative"), {}),
    ("W_PSYCHOSIS", condition("bipolar_disorder"), medicine("antipsychotic_other")),
    ("W_CARDIAC", condition("acute_coronary_or_stroke_under_6_months"), {}),
    ("W_CARDIAC", condition("unstable_angina_or_uncontrolled_arrhythmia_or_severe_hf"), {}),
    ("W_CARDIAC", condition("stable_cardiovascular_disease"), condition("orthostatic_hypotension")),
    ("W_CARDIAC", {"diagnosis": ["stroke"]}, {"diagnosis": ["traumatic_brain_injury"]}),
    ("W_LIVER", condition("liver_disease_moderate_severe"), condition("liver_disease_mild")),
    ("W_LIVER", condition("kidney_disease_severe"), {}),
    ("W_LUNG", condition("asthma_copd_or_lung_disease"), medicine("long_acting_beta_agonist")),
    ("W_LUNG", condition("home_oxygen"), {}),
    ("W_IMMUNO_MOLD", condition("immunocompromised"), {}),
    ("W_IMMUNO_MOLD", medicine("calcineurin_mtor_inhibitor"), {}),
    ("W_SUD", condition("active_substance_use_disorder"), condition("past_substance_use_disorder")),
    ("W_SWALLOWING_CHOKING", condition("dysphagia_known"), {}),
    ("W_EYE_AVOID", {"spasm_location": ["eyelid"]}, {"spasm_location": ["throat"]}),
    ("W_EYE_AVOID", {"spasm_location": ["face"]}, {"spasm_location": ["neck"]}),
    ("W_EYE_AVOID", {"spasm_location": ["jaw"]}, {}),
    ("W_INTERACTION_WARFARIN", medicine("warfarin_vka"), medicine("doac")),
    (
        "W_INTERACTION_IMMUNOSUPPRESSANT",
        medicine("calcineurin_mtor_inhibitor"),
        condition("immunocompromised"),
    ),
    ("W_INTERACTION_CBD_LIVER", medicine("clobazam"), medicine("benzodiazepine")),
    ("W_INTERACTION_CBD_LIVER", medicine("valproate"), {}),
    ("W_INTERACTION_OPIOID", medicine("opioid"), medicine("muscle_relaxant")),
    ("W_INTERACTION_OPIOID", medicine("opioid_agonist_therapy"), {}),
    (
        "W_INTERACTION_SMOKE_CYP1A2",
        medicine("clozapine_olanzapine"),
        medicine("antipsychotic_other"),
    ),
    ("W_INTERACTION_SMOKE_CYP1A2", medicine("theophylline"), {}),
    *(("W_SEDATION_ADDITIVE", medicine(name), medicine("valproate")) for name in SEDATING),
    *(("W_DO_NOT_STOP_MEDS", medicine(name), medicine("botulinum_toxin")) for name in SEDATING),
    *(("W_FALLS", medicine(name), {}) for name in SEDATING),
    ("W_FALLS", MS, {"diagnosis": ["blepharospasm"]}),
    (
        "W_FALLS",
        {"diagnosis": ["spinal_cord_injury"]},
        {"spasm_pattern": "cramp", "diagnosis": ["als_motor_neuron_disease"]},
    ),
    ("W_FALLS", {"age": 65}, {"age": 64}),
    ("W_FALLS", condition("falls_or_frailty"), {}),
    ("W_INTERACTION_CYP2C19", medicine("citalopram_escitalopram"), {}),
    ("W_INTERACTION_CYP2C19", medicine("clopidogrel"), {}),
    (
        "W_INTERACTION_CYP3A4_INHIBITOR",
        medicine("cyp3a4_strong_inhibitor"),
        medicine("cyp3a4_strong_inducer"),
    ),
    ("W_INTERACTION_CYP3A4_INHIBITOR", medicine("cyp2c9_inhibitor"), {}),
    (
        "W_INTERACTION_CYP3A4_INDUCER",
        medicine("cyp3a4_strong_inducer"),
        medicine("cyp3a4_strong_inhibitor"),
    ),
    ("W_TELL_SPECIALIST", MS, {"diagnosis": ["tmd_bruxism"]}),
    (
        "W_TELL_SPECIALIST",
        {"diagnosis": ["task_specific_dystonia"]},
        {"diagnosis": ["parkinson_disease"]},
    ),
    ("W_TELL_SPECIALIST", medicine("doac"), medicine("statin")),
    ("W_TELL_SPECIALIST", medicine("digoxin"), {}),
    ("W_TELL_SPECIALIST", medicine("hepatotoxic_ms_dmt"), {}),
    ("W_ALLERGEN", medicine("disulfiram_metronidazole"), {}),
    ("W_ALLERGEN", {"allergens": ["sesame"]}, {"allergens": []}),
    ("W_START_LOW", {}, SKIN_ONLY),
    ("W_HYPOTENSION", medicine("antihypertensive"), medicine("diuretic")),
    ("W_HYPOTENSION", condition("orthostatic_hypotension"), {}),
    ("W_TACHYCARDIA", medicine("stimulant_sympathomimetic"), {}),
    ("W_TACHYCARDIA", medicine("tca_or_anticholinergic"), medicine("citalopram_escitalopram")),
    ("W_BOTULINUM_FIRST_LINE", {"diagnosis": ["cervical_dystonia"]}, MS),
    ("W_BOTULINUM_FIRST_LINE", {"diagnosis": ["hemifacial_spasm"]}, medicine("botulinum_toxin")),
    ("W_OLDER_ADULT", {"age": 65}, {"age": 64}),
    ("W_AGE_UNDER_25", {"age": 24}, {"age": 25}),
    ("W_CHECK_CRAMP_CAUSES", NIGHT_CRAMP, NIGHT_CRAMP | {"spasm_pattern": "spasm_tightness"}),
    ("W_CHECK_CRAMP_CAUSES", medicine("diuretic"), medicine("antihypertensive")),
    ("W_CHECK_CRAMP_CAUSES", medicine("statin"), {}),
    ("W_CHECK_CRAMP_CAUSES", medicine("long_acting_beta_agonist"), {}),
    ("W_STRETCH_HEAT_FIRST", {"spasm_pattern": "cramp"}, {"spasm_pattern": "unsure"}),
    (
        "W_STRETCH_HEAT_FIRST",
        {"spasm_pattern": "spasm_tightness"},
        {"diagnosis": ["multiple_sclerosis"]},
    ),
    ("W_SELF_CARE_TWITCH", {"spasm_pattern": "twitch"}, {}),
    (
        "W_TOO_SHORT_TO_ABORT",
        {"episode_duration": "seconds_to_10_minutes"},
        {"episode_duration": "10_to_60_minutes"},
    ),
    ("W_EVIDENCE_GOOD_PATIENT_REPORTED", MS, {"diagnosis": ["chronic_low_back_pain"]}),
    ("W_EVIDENCE_LIMITED", {"diagnosis": ["chronic_low_back_pain"]}, MS),
    ("W_EVIDENCE_LIMITED", ACUTE_BACK, {"diagnosis": ["stroke"]}),
    ("W_EVIDENCE_NONE", NIGHT_CRAMP, {"diagnosis": ["stroke"]}),
    ("W_EVIDENCE_NEGATIVE", ACUTE_BACK, {}),
    ("W_EVIDENCE_NEGATIVE", {"diagnosis": ["stroke"]}, MS),
    ("W_DRUG_TEST", {"workplace_drug_test": True}, {"workplace_drug_test": False}),
    ("W_DRIVING", {}, SKIN_ONLY),
    ("W_NO_ALCOHOL", {}, SKIN_ONLY),
    ("W_CUD_RISK", {}, SKIN_ONLY),
    ("W_EDIBLE_WAIT", {}, ACUTE_BACK),
    ("W_EDIBLE_WAIT", {"condition": ["dysphagia_known"]}, SKIN_ONLY),
    ("W_INHALE_WAIT_15", {}, condition("asthma_copd_or_lung_disease")),
    ("W_INHALE_WAIT_15", SMOKED_SHOWN, {"episode_duration": "persistent_over_24_hours"}),
    ("W_VAPE_EVALI", {}, condition("asthma_copd_or_lung_disease")),
    ("W_SMOKE_HARM", {"preferred_delivery": "smoked"}, {"preferred_delivery": "vaporized"}),
    ("W_SMOKE_HARM", SMOKED_SHOWN, {}),
    ("W_TOPICAL_INTACT_SKIN", {}, {"spasm_location": ["eyelid"]}),
    ("W_TOPICAL_WEAK_EVIDENCE", {}, {"spasm_location": ["jaw"]}),
    ("W_TOPICAL_WEAK_EVIDENCE", NIGHT_CRAMP, {"spasm_location": ["whole_body_or_multiple"]}),
]


@pytest.mark.parametrize(("code", "changes"), [(code, changes) for code, changes, _ in TRIGGERS])
def test_warning_stands_when_triggered(code, changes):
    assert code in assessed(**changes).warnings


@pytest.mark.parametrize(
    ("code", "changes"), [(code, near) for code, _, near in TRIGGERS if near is not None]
)
def test_warning_absent_without_its_trigger(code, changes):
    assert code not in assessed(**changes).warnings


def test_warnings_table_names_every_code():
    assert {code for code, _, _ in TRIGGERS} == {w.id for w in load_guideline().warnings}


def test_warnings_in_the_order_of_the_reference():
    assessment = assessed(**MS, medication_class=["muscle_relaxant"], cannabis_experience="naive")

    assert assessment.warnings == (
        "W_KEEP_FROM_CHILDREN_PETS",
        "W_SEDATION_ADDITIVE",
        "W_DO_NOT_STOP_MEDS",
        "W_FALLS",
        "W_TELL_SPECIALIST",
        "W_START_LOW",
        "W_EVIDENCE_GOOD_PATIENT_REPORTED",
        "W_DRIVING",
        "W_NO_ALCOHOL",
        "W_CUD_RISK",
        "W_EDIBLE_WAIT",
        "W_INHALE_WAIT_15",
        "W_VAPE_EVALI",
    )


def test_warnings_only_negative_trials_say_neither_limited_nor_none():
    assessment = assessed(diagnosis=["stroke"])

    assert [code for code in assessment.warnings if code.startswith("W_EVIDENCE")] == [
        "W_EVIDENCE_NEGATIVE"
    ]
