import pytest

from recommendations.guideline import load_guideline, load_policy, parse_policy
from recommendations.matching import RouteFit
from recommendations.matching.routes import order_shown
from tests.recommendations.matching.builders import MS, assessed


def points(assessment, route):
    return dict(assessment.route(route).points)


def allowing(*routes):
    policy = load_policy("default")
    allowed = ", ".join(f'"{route}"' for route in routes)
    everything = ", ".join(f'"{route}"' for route in policy.routes_allowed)
    return parse_policy(policy.text.replace(f"[{everything}]", f"[{allowed}]"), "ours.toml")


def test_routes_are_all_six_in_their_order():
    assert [fit.route for fit in assessed().routes] == [
        "smoked",
        "vaporized",
        "edible",
        "oral_tincture",
        "topical",
        "transdermal_patch",
    ]


def test_shown_best_first():
    assert assessed().shown == ("topical", "oral_tincture", "edible", "vaporized")


def shown_fit(route, score):
    return RouteFit(route, True, score, "D", (), (("base", score),))


@pytest.mark.parametrize(
    ("scores", "order"),
    [
        pytest.param({"edible": 20, "topical": 30}, ("topical", "edible"), id="best-first"),
        pytest.param({"smoked": 90, "edible": 10}, ("edible", "smoked"), id="smoked-last"),
        pytest.param(
            {"smoked": 15, "vaporized": 15, "edible": 15, "oral_tincture": 15, "topical": 15},
            ("oral_tincture", "edible", "vaporized", "topical", "smoked"),
            id="ties-in-the-fixed-order",
        ),
    ],
)
def test_order_shown(scores, order):
    fits = [shown_fit(route, score) for route, score in scores.items()]

    assert order_shown(fits, load_guideline()) == order


def test_order_shown_leaves_out_what_is_blocked():
    blocked = RouteFit("edible", False, 5, "N", ("LOW-FIT",), ())

    assert order_shown([blocked, shown_fit("topical", 20)], load_guideline()) == ("topical",)


def test_points_add_up_component_by_component():
    assessment = assessed(
        spasm_location=["calf"],
        timing=["nocturnal"],
        cannabis_experience="naive",
        preferred_delivery="topical",
    )

    assert points(assessment, "topical") == {
        "base_topical": 5,
        "duration_1_to_24_hours": 10,
        "timing_nocturnal": 2,
        "depth_superficial_localized": 15,
        "evidence_D": 3,
        "preference": 8,
    }


def test_points_inhaled_lose_at_night_and_for_the_naive():
    assessment = assessed(timing=["nocturnal"], cannabis_experience="naive")

    assert points(assessment, "smoked") == {
        "base_smoked": -20,
        "duration_1_to_24_hours": 10,
        "timing_nocturnal": -10,
        "naive": -5,
    }


def test_points_timing_without_points_adds_nothing():
    assert assessed(timing=["random", "constant"]).routes == assessed().routes


def test_points_depth_is_the_lowest_of_the_places():
    assessment = assessed(spasm_location=["shoulder", "hip_buttock", "abdomen"])

    assert points(assessment, "topical")["depth_visceral_possible"] == -10


def test_points_depth_is_the_lowest_for_each_route():
    assessment = assessed(spasm_location=["shoulder", "jaw"])

    assert (
        points(assessment, "topical")["depth_masticatory"],
        "depth_superficial_localized" in points(assessment, "transdermal_patch"),
    ) == (12, False)


def test_points_central_pattern_replaces_depth():
    assert points(assessed(**MS), "topical") == {
        "base_topical": 5,
        "duration_1_to_24_hours": 10,
        "central": -10,
    }


def test_points_missing_duration_adds_none():
    assert points(assessed(episode_duration=None), "edible") == {"evidence_D": 3}


def test_points_missing_experience_counts_as_naive():
    assert assessed(cannabis_experience=None).routes == assessed(cannabis_experience="naive").routes


@pytest.mark.parametrize("route", ["oral_tincture", "vaporized", "topical"])
def test_points_preference_lifts_its_own_route_only(route):
    assert "preference" not in points(assessed(preferred_delivery="edible"), route)


ACUTE_BACK = {"spasm_location": ["lower_back"], "problem_duration": "under_6_weeks"}


def test_negative_trial_is_capped_and_never_shown():
    fit = assessed(
        **ACUTE_BACK, preferred_delivery="edible", episode_duration="persistent_over_24_hours"
    ).route("edible")

    assert (fit.evidence, fit.score, fit.blocked_by) == ("X", 8, ("X-CAP",))


def test_negative_trial_cap_shows_in_the_points():
    fit = assessed(
        diagnosis=["cervical_dystonia"],
        spasm_pattern="cramp",
        timing=["nocturnal"],
        preferred_delivery="edible",
        episode_duration="persistent_over_24_hours",
    ).route("edible")

    assert (fit.score, dict(fit.points)["x_cap"], fit.blocked_by) == (9, -7, ("X-CAP",))


def test_low_fit_keeps_its_score():
    fit = assessed().route("smoked")

    assert (fit.shown, fit.score, fit.blocked_by) == (False, -10, ("LOW-FIT",))


def test_patch_is_scored_but_never_automatic():
    fit = assessed(
        diagnosis=["multiple_sclerosis"], episode_duration="persistent_over_24_hours"
    ).route("transdermal_patch")

    assert (fit.shown, fit.score, fit.blocked_by) == (False, 10, ("PATCH",))


def test_patch_low_fit_says_both():
    assert assessed().route("transdermal_patch").blocked_by == ("PATCH", "LOW-FIT")


def test_hard_block_leaves_no_score_and_no_points():
    fit = assessed(condition=["dysphagia_known"]).route("edible")

    assert (fit.score, fit.points, fit.blocked_by) == (None, (), ("H14",))


def test_blocked_by_names_every_rule_that_closes():
    assessment = assessed(
        condition=["asthma_copd_or_lung_disease", "bipolar_disorder"], medication_class=None
    )

    assert assessment.route("vaporized").blocked_by == ("H07", "H10", "U03")


def test_policy_route_not_allowed_is_closed():
    assessment = assessed(policy=allowing("topical", "edible"))

    assert (assessment.route("vaporized").blocked_by, assessment.shown) == (
        ("P-ROUTE",),
        ("topical", "edible"),
    )


def test_twitch_shows_nothing_and_says_why():
    assessment = assessed(spasm_pattern="twitch", problem_duration="under_6_weeks")

    assert (
        assessment.products_allowed,
        assessment.shown,
        {fit.blocked_by for fit in assessment.routes},
        {fit.score for fit in assessment.routes},
    ) == (False, (), {("NO-PRODUCT",), ("NO-PRODUCT", "PATCH")}, {None})


def test_nothing_shown_may_still_be_allowed():
    assessment = assessed(spasm_location=["whole_body_or_multiple"], condition=["bipolar_disorder"])

    assert (assessment.products_allowed, assessment.shown) == (True, ())
