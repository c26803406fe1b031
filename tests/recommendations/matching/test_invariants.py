"""What must hold for any answers at all (reference 13.7, rule 4 of the design)."""

from hypothesis import assume, given
from hypothesis import strategies as st

from recommendations.guideline import load_policy, parse_policy
from recommendations.guideline.policy import KEYS, RELEASES
from recommendations.matching import assess
from tests.recommendations.matching.strategies import (
    GUIDELINE,
    QUESTIONS,
    added_risks,
    answer_dicts,
    read,
    with_risk,
)

DEFAULT = load_policy("default")
DISPOSITIONS = tuple(GUIDELINE.dispositions)
# Warnings about a route that is shown go when the route goes.
OF_A_ROUTE = {
    "W_START_LOW",
    "W_DRIVING",
    "W_NO_ALCOHOL",
    "W_CUD_RISK",
    "W_EDIBLE_WAIT",
    "W_INHALE_WAIT_15",
    "W_VAPE_EVALI",
    "W_SMOKE_HARM",
    "W_TOPICAL_INTACT_SKIN",
    "W_TOPICAL_WEAK_EVIDENCE",
}


def assess_dict(data, policy=DEFAULT):
    return assess(read(data), GUIDELINE, policy)


def assert_no_looser(before, after):
    """Routes, dose, disposition, release and warnings after a risk was added."""
    assert set(after.shown) <= set(before.shown)
    assert after.first_dose_thc_mg <= before.first_dose_thc_mg
    assert DISPOSITIONS.index(after.disposition) <= DISPOSITIONS.index(before.disposition)
    assert RELEASES.index(after.release) >= RELEASES.index(before.release)
    assert set(before.warnings) - OF_A_ROUTE <= set(after.warnings)
    assert set(before.raised) <= set(after.raised)


@given(answer_dicts, added_risks)
def test_added_risk_never_loosens(data, risk):
    assert_no_looser(assess_dict(data), assess_dict(with_risk(data, *risk)))


policies = st.fixed_dictionaries({name: st.sampled_from(RELEASES) for name in DISPOSITIONS}).map(
    lambda release: parse_policy(
        DEFAULT.text.split("[release]")[0]
        + "[release]\n"
        + "".join(f'{name} = "{when}"\n' for name, when in release.items())
        + "[source]\n"
        + "".join(f'{key} = "design-choice"\n' for key in KEYS),
        "any.toml",
    )
)


@given(answer_dicts, added_risks, policies)
def test_added_risk_never_makes_release_earlier_under_any_policy(data, risk, policy):
    before = assess_dict(data, policy)
    after = assess_dict(with_risk(data, *risk), policy)

    assert RELEASES.index(after.release) >= RELEASES.index(before.release)


@given(answer_dicts, st.sampled_from(["pregnant", "trying_to_conceive", "breastfeeding"]))
def test_pregnancy_never_loosens(data, status):
    assume(data["pregnancy_status"] in ("not_applicable", "not_pregnant"))

    assert_no_looser(assess_dict(data), assess_dict(data | {"pregnancy_status": status}))


@given(answer_dicts, st.integers(25, 64), st.integers(0, 24) | st.integers(65, 120))
def test_young_or_old_age_never_loosens(data, middle, outer):
    assert_no_looser(assess_dict(data | {"age": middle}), assess_dict(data | {"age": outer}))


HARMLESS = {
    "age": 40,
    "pregnancy_status": "not_applicable",
    "condition": [],
    "medication_class": [],
    "red_flag": [],
    "alcohol_heavy": False,
}


@given(answer_dicts, st.sampled_from(sorted(HARMLESS)))
def test_withdrawn_safety_answer_never_loosens(data, key):
    before = assess_dict(data | {key: HARMLESS[key]})

    assert_no_looser(before, assess_dict(data | {key: None}))


@given(answer_dicts, st.sampled_from(sorted(HARMLESS)))
def test_withdrawn_safety_answer_is_never_a_no(data, key):
    without = assess_dict(data | {key: None})

    assert without.disposition != "standard"


@given(answer_dicts, st.sampled_from(["age", "pregnancy_status", "red_flag"]))
def test_withdrawn_key_question_shows_nothing(data, key):
    assert assess_dict(data | {key: None}).shown == ()


@given(
    answer_dicts,
    st.sampled_from(["condition", "medication_class"]),
    st.sampled_from([None, ["not_sure"]]),
)
def test_unknown_conditions_or_medicines_leave_the_skin_at_most(data, key, answer):
    assert set(assess_dict(data | {key: answer}).shown) <= {"topical"}


@given(answer_dicts, st.sampled_from(QUESTIONS["preferred_delivery"].values))
def test_preference_never_unblocks(data, preferred):
    before, after = assess_dict(data), assess_dict(data | {"preferred_delivery": preferred})
    closed = {fit.route for fit in before.routes if set(fit.blocked_by) - {"LOW-FIT"}}

    assert closed & set(after.shown) == set()


@given(answer_dicts, st.randoms(use_true_random=False))
def test_order_and_repeats_of_answers_never_matter(data, random):
    shuffled = {}
    for key in random.sample(sorted(data), len(data)):
        value = data[key]
        shuffled[key] = (
            random.sample(value * 2, len(value) * 2) if isinstance(value, list) else value
        )

    assert assess_dict(shuffled) == assess_dict(data)


@given(answer_dicts, st.sampled_from(["eyelid", "face", "throat", "pelvis_perineum"]))
def test_topical_never_near_eye_mouth_or_mucosa(data, place):
    places = [*data["spasm_location"], place]

    assert "topical" not in assess_dict(data | {"spasm_location": places}).shown


@given(
    answer_dicts,
    st.sampled_from(["asthma_copd_or_lung_disease", "home_oxygen", "immunocompromised"]),
)
def test_inhaled_never_with_lung_disease_or_weak_immunity(data, condition):
    shown = assess_dict(with_risk(data, "condition", condition)).shown

    assert {"smoked", "vaporized"} & set(shown) == set()


@given(answer_dicts)
def test_shown_exactly_what_nothing_blocks(data):
    assessment = assess_dict(data)
    open_routes = {fit.route for fit in assessment.routes if not fit.blocked_by}

    assert (set(assessment.shown), {fit.route for fit in assessment.routes if fit.shown}) == (
        open_routes,
        open_routes,
    )


@given(answer_dicts)
def test_nothing_shown_where_products_are_withheld(data):
    assessment = assess_dict(data)

    assert assessment.products_allowed or assessment.shown == ()


@given(answer_dicts)
def test_score_is_the_sum_of_its_points(data):
    for fit in assess_dict(data).routes:
        assert fit.score == (
            sum(points for _, points in fit.points) if fit.score is not None else None
        )


@given(answer_dicts)
def test_evidence_shown_equals_the_matrix(data):
    assessment = assess_dict(data)
    row = GUIDELINE.categories[assessment.category].evidence

    assert {fit.route: fit.evidence for fit in assessment.routes} == {
        route: cell.grade for route, cell in row.items()
    }


@given(answer_dicts)
def test_dose_is_positive_exactly_where_the_body_is_reached(data):
    assessment = assess_dict(data)
    systemic = any(GUIDELINE.routes[route].systemic for route in assessment.shown)

    assert (assessment.first_dose_thc_mg > 0) == systemic


@given(answer_dicts)
def test_answers_round_trip(data):
    answers = read(data)

    assert read(answers.to_dict()) == answers
