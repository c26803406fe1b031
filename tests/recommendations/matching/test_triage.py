import pytest

from recommendations.guideline import load_guideline, load_policy, parse_policy
from recommendations.matching import Answers, assess
from tests.recommendations.matching.builders import MS, answered, assessed, fired

ALL = {"smoked", "vaporized", "edible", "oral_tincture", "topical", "transdermal_patch"}
SYSTEMIC = ALL - {"topical"}
INHALED = {"smoked", "vaporized"}
SKIN = {"topical", "transdermal_patch"}


def condition(*names):
    return {"condition": list(names)}


def medicine(*names):
    return {"medication_class": list(names)}


def place(*names):
    return {"spasm_location": list(names)}


BLOCKS = [
    ("H01", {"age": 17}, ALL, "not_eligible"),
    ("H02", {"red_flag": ["saddle_numbness"]}, ALL, "emergency"),
    ("H03", {"red_flag": ["one_leg_swollen_warm"]}, ALL, "urgent_same_day"),
    ("H04", {"red_flag": ["progressive_limb_weakness"]}, ALL, "see_doctor_soon"),
    ("H05", {"pregnancy_status": "pregnant"}, ALL, "not_eligible"),
    ("H05", {"pregnancy_status": "trying_to_conceive"}, ALL, "not_eligible"),
    ("H05", {"pregnancy_status": "breastfeeding"}, ALL, "not_eligible"),
    ("H06", condition("psychosis_personal"), SYSTEMIC, "prescriber_first"),
    ("H06", condition("psychosis_first_degree_relative"), SYSTEMIC, "prescriber_first"),
    ("H07", condition("bipolar_disorder"), SYSTEMIC, "prescriber_first"),
    ("H08", condition("acute_coronary_or_stroke_under_6_months"), SYSTEMIC, "prescriber_first"),
    (
        "H08",
        condition("unstable_angina_or_uncontrolled_arrhythmia_or_severe_hf"),
        SYSTEMIC,
        "prescriber_first",
    ),
    ("H09", condition("liver_disease_moderate_severe"), SYSTEMIC, "prescriber_first"),
    ("H09", condition("kidney_disease_severe"), SYSTEMIC, "prescriber_first"),
    ("H10", condition("asthma_copd_or_lung_disease"), INHALED, "counselor_review"),
    ("H10", condition("home_oxygen"), INHALED, "counselor_review"),
    ("H11", condition("immunocompromised"), INHALED, "standard"),
    ("H11", medicine("calcineurin_mtor_inhibitor"), INHALED, "prescriber_first"),
    ("H12", condition("active_substance_use_disorder"), SYSTEMIC, "prescriber_first"),
    ("H13", condition("cannabinoid_allergy"), ALL, "not_eligible"),
    ("H14", condition("dysphagia_known"), {"edible"}, "see_doctor_routine"),
    ("H15", place("eyelid"), SKIN, "standard"),
    ("H15", place("face", "shoulder"), SKIN, "standard"),
    ("H15", place("throat"), SKIN, "standard"),
    ("H15", place("pelvis_perineum"), SKIN, "standard"),
    ("H15", condition("skin_broken_or_rash_at_site"), SKIN, "standard"),
    ("H16", condition("cannabis_hyperemesis_history"), SYSTEMIC, "prescriber_first"),
    ("H17", medicine("warfarin_vka"), SYSTEMIC, "prescriber_first"),
    ("H18", medicine("calcineurin_mtor_inhibitor"), SYSTEMIC, "prescriber_first"),
    ("H18", medicine("clobazam"), SYSTEMIC, "prescriber_first"),
    ("H18", medicine("valproate"), SYSTEMIC, "prescriber_first"),
    ("H19", medicine("opioid_agonist_therapy"), SYSTEMIC, "prescriber_first"),
    ("H19", medicine("opioid", "benzodiazepine"), SYSTEMIC, "prescriber_first"),
    ("H19", medicine("opioid", "z_drug"), SYSTEMIC, "prescriber_first"),
    ("H20", medicine("clozapine_olanzapine"), {"smoked"}, "prescriber_first"),
    ("H20", medicine("theophylline"), {"smoked"}, "prescriber_first"),
    ("H21", {"diagnosis": ["stroke"]}, SYSTEMIC, "prescriber_first"),
    ("H22", condition("stable_cardiovascular_disease"), {"smoked"}, "counselor_review"),
]

CAUTIONS = [
    (
        "C01",
        {
            "spasm_pattern": "cramp",
            "timing": ["nocturnal"],
            "spasm_location": ["calf"],
            "medication_class": ["diuretic"],
        },
        "see_doctor_routine",
    ),
    ("C02", condition("depression_anxiety"), "counselor_review"),
    ("C03", condition("past_substance_use_disorder"), "counselor_review"),
    ("C04", condition("seizure_disorder"), "counselor_review"),
    ("C05", place("abdomen"), "counselor_review"),
    ("C06", {"allergens": ["other"]}, "counselor_review"),
    ("C07", condition("asthma_copd_or_lung_disease"), "counselor_review"),
    ("C07", condition("home_oxygen"), "counselor_review"),
    ("C08", medicine("opioid"), "counselor_review"),
    *(
        ("C09", medicine(name), "counselor_review")
        for name in (
            "opioid",
            "benzodiazepine",
            "z_drug",
            "muscle_relaxant",
            "gabapentinoid",
            "sedating_antihistamine",
            "tca_or_anticholinergic",
            "antipsychotic_other",
        )
    ),
    ("C10", medicine("citalopram_escitalopram"), "counselor_review"),
    ("C10", medicine("clopidogrel"), "counselor_review"),
    ("C11", medicine("cyp3a4_strong_inhibitor"), "counselor_review"),
    ("C11", medicine("cyp2c9_inhibitor"), "counselor_review"),
    ("C12", medicine("cyp3a4_strong_inducer"), "counselor_review"),
    ("C13", medicine("doac"), "counselor_review"),
    ("C13", medicine("digoxin"), "counselor_review"),
    ("C13", medicine("hepatotoxic_ms_dmt"), "counselor_review"),
    ("C14", medicine("disulfiram_metronidazole"), "counselor_review"),
    ("C15", {"alcohol_heavy": True}, "counselor_review"),
    ("C16", medicine("stimulant_sympathomimetic"), "counselor_review"),
    ("C16", medicine("tca_or_anticholinergic"), "counselor_review"),
    ("C17", MS, "counselor_review"),
    ("C18", {"age": 65}, "counselor_review"),
    ("C19", {"age": 24}, "counselor_review"),
    ("C20", {"medication_other": "fish oil"}, "counselor_review"),
    ("C21", {"red_flag": ["sleep_disturbed_weekly"]}, "see_doctor_routine"),
]


def blocked_by(assessment, rule):
    return {fit.route for fit in assessment.routes if rule in fit.blocked_by}


@pytest.mark.parametrize(("rule", "changes", "routes", "disposition"), BLOCKS)
def test_block_closes_its_routes_and_raises_its_disposition(rule, changes, routes, disposition):
    assessment = assessed(**changes)

    assert (blocked_by(assessment, rule), assessment.disposition) == (routes, disposition)


@pytest.mark.parametrize(("rule", "changes", "disposition"), CAUTIONS)
def test_caution_raises_its_disposition_and_blocks_nothing(rule, changes, disposition):
    assessment = assessed(**changes)

    assert (
        rule in fired(assessment, "caution"),
        assessment.disposition,
        blocked_by(assessment, rule),
    ) == (
        True,
        disposition,
        set(),
    )


def test_blocks_and_cautions_table_names_every_rule():
    named = {case[0] for case in BLOCKS} | {case[0] for case in CAUTIONS}
    guideline = load_guideline()

    assert named == {rule.id for rule in (*guideline.blocks, *guideline.cautions)}


def test_plain_answers_fire_nothing():
    assessment = assessed()

    assert (assessment.raised, fired(assessment, "block"), fired(assessment, "caution")) == (
        ("standard",),
        [],
        [],
    )


@pytest.mark.parametrize(("age", "rules"), [(18, ["C19"]), (25, []), (64, []), (65, ["C18"])])
def test_age_lines_are_where_they_are(age, rules):
    assert fired(assessed(age=age), "caution") == rules


def test_opioid_alone_blocks_nothing():
    assert fired(assessed(medication_class=["opioid"]), "block") == []


@pytest.mark.parametrize("name", ["diuretic", "statin", "long_acting_beta_agonist"])
def test_cramp_medicine_without_night_cramps_raises_nothing(name):
    assert assessed(medication_class=[name]).disposition == "standard"


def test_minimum_age_is_the_policys():
    policy = parse_policy(
        load_policy("default").text.replace("minimum_age = 18", "minimum_age = 21"), "x"
    )

    assert assessed(policy=policy, age=20).disposition == "not_eligible"


UNANSWERED = [
    ("U01", {"age": None}, ALL, "counselor_review"),
    ("U01", {"pregnancy_status": None}, ALL, "counselor_review"),
    ("U01", {"red_flag": None}, ALL, "counselor_review"),
    ("U02", {"red_flag": ["not_sure"]}, ALL, "see_doctor_soon"),
    ("U03", {"condition": None}, SYSTEMIC, "counselor_review"),
    ("U03", {"condition": ["not_sure"]}, SYSTEMIC, "counselor_review"),
    ("U03", {"medication_class": None}, SYSTEMIC, "counselor_review"),
    ("U03", {"medication_class": ["not_sure", "botulinum_toxin"]}, SYSTEMIC, "counselor_review"),
    ("U04", {"alcohol_heavy": None}, set(), "counselor_review"),
]


@pytest.mark.parametrize(("rule", "changes", "routes", "disposition"), UNANSWERED)
def test_unanswered_is_never_a_no(rule, changes, routes, disposition):
    assessment = assessed(**changes)

    assert (
        fired(assessment, "unanswered"),
        blocked_by(assessment, rule),
        assessment.disposition,
    ) == ([rule], routes, disposition)


def test_unanswered_everything_shows_nothing():
    assessment = assess(Answers(), load_guideline(), load_policy("default"))

    assert (fired(assessment, "unanswered"), assessment.shown, assessment.disposition) == (
        ["U01", "U03", "U04"],
        (),
        "counselor_review",
    )


def test_not_sure_does_not_hide_what_is_sure():
    assessment = assessed(red_flag=["saddle_numbness", "not_sure"])

    assert assessment.raised == ("emergency", "see_doctor_soon", "standard")


DERIVED = [
    ("D01", {"spasm_pattern": "spasticity"}, "undiagnosed_twisting_or_stiffness"),
    (
        "D01",
        {"spasm_pattern": "dystonia", "diagnosis": ["chronic_low_back_pain"]},
        "undiagnosed_twisting_or_stiffness",
    ),
    (
        "D02",
        {"spasm_pattern": "twitch", "problem_duration": "6_to_12_weeks"},
        "twitch_over_2_weeks",
    ),
    (
        "D02",
        {"spasm_pattern": "twitch", "problem_duration": "over_12_weeks"},
        "twitch_over_2_weeks",
    ),
]


@pytest.mark.parametrize(("rule", "changes", "flag"), DERIVED)
def test_derived_flag_sends_to_the_doctor(rule, changes, flag):
    assessment = assessed(**changes)

    assert (
        fired(assessment, "derived"),
        fired(assessment, "red_flag"),
        assessment.disposition,
    ) == (
        [rule],
        [flag],
        "see_doctor_routine",
    )


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param(
            {"spasm_pattern": "dystonia", "diagnosis": ["parkinson_disease"]}, id="diagnosed"
        ),
        pytest.param({"spasm_pattern": "twitch", "problem_duration": "under_6_weeks"}, id="recent"),
        pytest.param({"spasm_pattern": "twitch", "problem_duration": None}, id="time-unknown"),
    ],
)
def test_derived_flag_not_without_its_reason(changes):
    assert fired(assessed(**changes), "derived") == []


def test_derived_flag_does_not_answer_the_warning_signs():
    assessment = assessed(spasm_pattern="spasticity", red_flag=None)

    assert fired(assessment, "unanswered") == ["U01"]


def test_leg_cramp_red_flag_is_never_concluded_from_duration():
    assessment = assessed(spasm_pattern="cramp", episode_duration="10_to_60_minutes")

    assert fired(assessment, "red_flag") == []


RELEASES = [
    pytest.param({}, "now", id="standard"),
    pytest.param({"red_flag": ["sleep_disturbed_weekly"]}, "now", id="routine-doctor"),
    pytest.param({"age": 70}, "after_review", id="counselor"),
    pytest.param(
        {"age": 70, "red_flag": ["sleep_disturbed_weekly"]},
        "after_review",
        id="strictest-not-strongest",
    ),
    pytest.param({"medication_class": ["warfarin_vka"]}, "after_review", id="prescriber"),
    pytest.param({"red_flag": ["not_sure"]}, "never", id="soon"),
    pytest.param({"age": 17}, "never", id="not-eligible"),
]


@pytest.mark.parametrize(("changes", "release"), RELEASES)
def test_release_is_the_strictest_of_all_raised(changes, release):
    assert assessed(**changes).release == release


def test_release_floor_counts_whatever_else_is_raised():
    text = load_policy("default").text.replace('standard = "now"', 'standard = "after_review"')

    assert (
        assessed(policy=parse_policy(text, "x"), red_flag=["sleep_disturbed_weekly"]).release
        == "after_review"
    )


@pytest.mark.parametrize(
    ("changes", "referral"),
    [
        pytest.param({"age": 70}, False, id="counselor-only"),
        pytest.param({"red_flag": ["sleep_disturbed_weekly"]}, True, id="doctor"),
    ],
)
def test_referral_from_see_doctor_routine_upwards(changes, referral):
    assert assessed(**changes).referral == referral


def test_eyelid_is_never_cleared_though_the_block_can_be():
    block = next(block for block in load_guideline().blocks if block.id == "H15")

    assert (block.clears, block.clears_never_when.words) == ("counselor", frozenset({"eyelid"}))


def test_medicine_rules_fire_with_their_class():
    assert fired(assessed(medication_class=["statin", "quinine"]), "medicine") == ["M14", "M19"]


def test_assess_same_answers_same_assessment():
    policy = load_policy("default")
    answers = answered(**MS)

    assert assess(answers, load_guideline(), policy) == assess(answers, load_guideline(), policy)
