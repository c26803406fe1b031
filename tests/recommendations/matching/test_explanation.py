from dataclasses import replace
from decimal import Decimal

import pytest

from recommendations.guideline import load_guideline, load_policy, load_texts
from recommendations.guideline.texts import Texts
from recommendations.matching import (
    Reason,
    choose,
    explain,
    explain_blocks,
    explain_disposition,
    explain_points,
    explain_raised,
    explain_start,
    explain_unfilled,
    explain_warnings,
)
from recommendations.matching.reasons import limit_params
from tests.recommendations.matching.builders import (
    MS,
    SKIN_ONLY,
    assessed,
    candidate,
    cream,
    flower,
)

EN = load_texts("en")
EVERYTHING_LIMITED = {
    "cannabis_experience": "naive",
    "medication_class": ["clopidogrel", "stimulant_sympathomimetic", "disulfiram_metronidazole"],
    "allergens": ["sesame", "alcohol"],
    "episode_duration": "10_to_60_minutes",
    "preferred_delivery": "vaporized",
    "spasm_location": ["hip_buttock"],
}


def saying(**entries):
    return Texts("xx", {key.replace("__", "."): text for key, text in entries.items()})


def test_explain_params_become_words():
    texts = saying(
        choice__EVIDENCE__text="{route}: {evidence}",
        route__edible__name="Edibles",
        evidence__B__label="one good study",
    )

    assert explain(Reason("EVIDENCE", (("route", "edible"), ("evidence", "B"))), texts) == (
        "Edibles: one good study"
    )


def test_explain_several_allergens_are_listed():
    texts = saying(
        choice__ALLERGENS__text="No {allergens}.",
        answer__allergens__dairy__label="dairy",
        answer__allergens__soy__label="soy",
    )

    assert explain(Reason("ALLERGENS", (("allergens", "dairy soy"),)), texts) == "No dairy, soy."


@pytest.mark.parametrize(
    ("changes", "stock"),
    [
        pytest.param({}, [candidate(1), candidate(2), cream(3), flower(4)], id="plain"),
        pytest.param(
            EVERYTHING_LIMITED,
            [candidate(1), candidate(2, thc_mg_per_serving=Decimal(1)), flower(3)],
            id="every-limit",
        ),
        pytest.param(SKIN_ONLY, [cream(1), cream(2)], id="thc-free"),
        pytest.param({"age": 22}, [candidate(1, chemotype="III"), cream(2)], id="under-25"),
        pytest.param({"cannabis_experience": "daily"}, [candidate(1)], id="daily"),
    ],
)
def test_explain_every_reason_has_its_words_in_english(changes, stock):
    choice = choose(assessed(**changes), stock)

    sentences = [explain(reason, EN) for each in choice.suggestions for reason in each.reasons]

    assert [text for text in sentences if not text or "{" in text] == []


@pytest.mark.parametrize("changes", [{}, EVERYTHING_LIMITED, SKIN_ONLY, {"age": 22}])
def test_explain_unfilled_every_rule_has_its_words_in_english(changes):
    assessment = assessed(**changes)
    unfilled = choose(assessment, [])
    everything = [
        replace(each, reason=Reason(rule, params))
        for each in unfilled.unfilled
        for rule, params in limit_reasons(assessment, each.route)
    ]

    assert [each for each in everything if "{" in explain_unfilled(each, EN).text] == []


def limit_reasons(assessment, route):
    (limits,) = [each for each in assessment.limits.routes if each.route == route]
    return [(rule, limit_params(name, limits)) for name, rule in limits.rules]


def test_explain_unfilled_names_its_rule():
    choice = choose(assessed(**SKIN_ONLY), [])

    assert [explain_unfilled(each, EN).rule for each in choice.unfilled] == ["NONE-IN-STOCK"]


def test_explain_blocks_one_sentence_for_each_rule():
    fit = assessed(condition=["asthma_copd_or_lung_disease", "bipolar_disorder"]).route("vaporized")

    assert [sentence.rule for sentence in explain_blocks(fit, EN)] == ["H07", "H10"]


def test_explain_points_for_and_against_weightiest_first():
    fit = assessed(timing=["nocturnal"], cannabis_experience="naive").route("edible")
    speaks_for, against = explain_points(fit, EN)

    assert ([each.rule for each in speaks_for], [each.rule for each in against]) == (
        ["duration_1_to_24_hours", "timing_nocturnal", "evidence_D"],
        ["naive"],
    )


def test_explain_disposition_uses_the_policys_number():
    emergency = assessed(red_flag=["chest_pain"])
    policy = replace(load_policy("default"), emergency_number="112")
    texts = saying(
        disposition__emergency__title="Call {emergency_number}",
        disposition__emergency__message="Now.",
        disposition__emergency__next="Go.",
        disposition__emergency__ask=("What is it?",),
        policy__urgent_care="the clinic",
    )

    said = explain_disposition(emergency, texts, policy)

    assert (said.title, said.ask) == ("Call 112", ("What is it?",))


def test_explain_raised_every_rule_with_a_reason():
    assessment = assessed(
        age=70, spasm_pattern="spasticity", condition=None, medication_class=["opioid"]
    )

    assert [sentence.rule for sentence in explain_raised(assessment, EN)] == [
        "D01",
        "U03",
        "C08",
        "C09",
        "C18",
        "C21",
    ]


def test_explain_warnings_by_weight():
    assessment = assessed(**MS, medication_class=["muscle_relaxant"])
    warnings = explain_warnings(assessment, load_guideline(), EN, load_policy("default"))

    assert [each.code for each in warnings] == [
        "W_SEDATION_ADDITIVE",
        "W_DO_NOT_STOP_MEDS",
        "W_DRIVING",
        "W_NO_ALCOHOL",
        "W_KEEP_FROM_CHILDREN_PETS",
        "W_FALLS",
        "W_TELL_SPECIALIST",
        "W_START_LOW",
        "W_CUD_RISK",
        "W_EDIBLE_WAIT",
        "W_INHALE_WAIT_15",
        "W_VAPE_EVALI",
        "W_EVIDENCE_GOOD_PATIENT_REPORTED",
    ]


def test_explain_warnings_emergency_says_that_only():
    assessment = assessed(
        red_flag=["dark_urine_with_muscle_pain"],
        spasm_pattern="cramp",
        age=70,
        medication_class=["muscle_relaxant"],
    )
    warnings = explain_warnings(assessment, load_guideline(), EN, load_policy("default"))

    assert [each.code for each in warnings] == ["W_EMERGENCY", "W_DO_NOT_STOP_MEDS"]


@pytest.mark.parametrize(
    ("route", "changes", "rules"),
    [
        ("edible", {}, ["edible", "first_week", "ceiling"]),
        ("oral_tincture", {"age": 70}, ["oral_tincture", "halved", "first_week", "ceiling"]),
        ("vaporized", {"age": 70}, ["vaporized"]),
        ("topical", {}, ["topical"]),
    ],
)
def test_explain_start_doses_only_what_is_swallowed(route, changes, rules):
    sentences = explain_start(assessed(**changes), route, load_guideline(), EN)

    assert [sentence.rule for sentence in sentences] == rules
