from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from products.potency import ROUTES
from recommendations.guideline import load_guideline, load_policy, parse_policy
from recommendations.matching import Opening, assess, clearing, closed_routes
from tests.recommendations.matching.builders import MS, answered, assessed
from tests.recommendations.matching.strategies import answer_dicts, read

GUIDELINE, POLICY = load_guideline(), load_policy("default")
EVERY_RULE = [
    *(block.id for block in GUIDELINE.blocks),
    *(rule.id for rule in GUIDELINE.unanswered),
    *GUIDELINE.scores.gates,
]


def reopened(*openings, policy=POLICY, **changes):
    return assess(answered(**changes), GUIDELINE, policy, openings)


def shown_after(rule, *routes, **changes):
    return reopened(Opening(rule, routes), **changes).shown


def test_block_that_a_prescriber_may_open_shows_the_route_again():
    warfarin = MS | {"medication_class": ["warfarin_vka"]}

    assert assessed(**warfarin).shown == ()
    assert shown_after("H17", "oral_tincture", **warfarin) == ("oral_tincture",)


def test_opened_route_names_the_rule_that_was_opened():
    fit = reopened(Opening("H17", ("edible",)), **MS, medication_class=["warfarin_vka"]).route(
        "edible"
    )

    assert (fit.opened, fit.blocked_by) == (("H17",), ())


def test_opening_one_of_two_blocks_leaves_the_route_closed():
    fit = reopened(
        Opening("H17", ("edible",)),
        **MS,
        medication_class=["warfarin_vka"],
        condition=["bipolar_disorder"],
    ).route("edible")

    assert (fit.shown, fit.blocked_by) == (False, ("H07",))


def test_opening_changes_no_disposition():
    warfarin = MS | {"medication_class": ["warfarin_vka"]}

    opened = reopened(Opening("H17", ("edible",)), **warfarin)

    assert (opened.disposition, opened.raised) == (
        assessed(**warfarin).disposition,
        assessed(**warfarin).raised,
    )


def test_patch_is_shown_once_it_is_opened_and_scores_enough():
    stiff_all_night = {"episode_duration": "persistent_over_24_hours", "timing": ["nocturnal"]}

    assert "transdermal_patch" not in assessed(**stiff_all_night).shown
    assert "transdermal_patch" in shown_after("PATCH", "transdermal_patch", **stiff_all_night)


def test_route_tested_without_benefit_is_shown_once_it_is_opened():
    negative = {"diagnosis": ["cervical_dystonia"], "spasm_pattern": "dystonia"}
    closed = [fit.route for fit in assessed(**negative).routes if "X-CAP" in fit.blocked_by]

    assert closed
    assert set(closed) <= set(shown_after("X-CAP", *closed, **negative))


def test_skin_near_the_eye_stays_closed():
    lid = {"spasm_location": ["eyelid"], "spasm_pattern": "spasm_tightness"}

    assert "topical" not in shown_after("H15", "topical", **lid)


def test_skin_of_the_face_may_be_opened():
    face = {"spasm_location": ["face"], "spasm_pattern": "spasm_tightness"}

    assert assessed(**face).route("topical").blocked_by == ("H15",)
    assert "H15" not in reopened(Opening("H15", ("topical",)), **face).route("topical").blocked_by


def test_what_policy_forbids_stays_closed():
    text = POLICY.text.replace('"smoked", ', "")
    strict = parse_policy(text, "strict.toml")

    fit = reopened(Opening("P-ROUTE", ("smoked",)), policy=strict, **MS).route("smoked")

    assert fit.blocked_by == ("P-ROUTE",)


def test_agreed_dose_lowers_the_first_dose():
    agreed = Opening("H17", ("oral_tincture",), max_first_dose_thc_mg=Decimal(1))

    assert reopened(agreed, **MS, medication_class=["warfarin_vka"]).first_dose_thc_mg == 1


def test_agreed_dose_never_raises_the_first_dose():
    agreed = Opening("H17", ("oral_tincture",), max_first_dose_thc_mg=Decimal(50))

    assert reopened(agreed, **MS, medication_class=["warfarin_vka"]).first_dose_thc_mg == Decimal(
        "2.5"
    )


def test_clearing_says_who_may_open_each_rule():
    lid = answered(spasm_location=["eyelid"])

    assert clearing(
        ["H01", "H17", "H14", "H15", "U03", "P-ROUTE", "PATCH"], lid, GUIDELINE, POLICY
    ) == {
        "H01": "never",
        "H17": "prescriber",
        "H14": "counselor",
        "H15": "never",
        "U03": "never",
        "P-ROUTE": "never",
        "PATCH": "counselor",
    }


@given(answer_dicts)
def test_opening_everything_never_shows_what_may_never_be_opened(data):
    given_answers = read(data)
    everything = [Opening(rule, tuple(ROUTES)) for rule in EVERY_RULE]

    opened = assess(given_answers, GUIDELINE, POLICY, everything)

    for fit in assess(given_answers, GUIDELINE, POLICY).routes:
        who = clearing(fit.blocked_by, given_answers, GUIDELINE, POLICY)
        assert not (opened.route(fit.route).shown and "never" in who.values())


@given(answer_dicts, st.sampled_from(EVERY_RULE), st.sampled_from(ROUTES))
def test_opening_one_route_never_closes_another_or_raises_the_dose(data, rule, route):
    given_answers = read(data)
    before = assess(given_answers, GUIDELINE, POLICY)
    limit = Opening(rule, (route,), max_first_dose_thc_mg=Decimal(1))

    after = assess(given_answers, GUIDELINE, POLICY, [limit])

    assert set(before.shown) <= set(after.shown) <= {*before.shown, route}
    assert after.first_dose_thc_mg <= max(before.first_dose_thc_mg, Decimal(1))


def test_closed_route_names_what_stands_behind_its_first_rule():
    back = answered(
        spasm_location=["lower_back"],
        problem_duration="under_6_weeks",
        medication_class=["warfarin_vka"],
    )

    assert closed_routes(back, GUIDELINE, POLICY)["edible"] == {
        "H17": "prescriber",
        "X-CAP": "counselor",
    }


@given(answer_dicts)
def test_opening_all_that_closes_an_openable_route_shows_it(data):
    given_answers = read(data)

    for route, rules in closed_routes(given_answers, GUIDELINE, POLICY).items():
        openings = [Opening(rule, (route,)) for rule in rules]
        shown = assess(given_answers, GUIDELINE, POLICY, openings).route(route).shown
        assert shown == ("never" not in rules.values())
