from decimal import Decimal

import pytest

from tests.recommendations.matching.builders import SKIN_ONLY, assessed

TEN, TWENTY = Decimal(10), Decimal(20)


def limits(route, **changes):
    return next(each for each in assessed(**changes).limits.routes if each.route == route)


def test_limits_are_those_of_the_routes_shown_in_order():
    assessment = assessed()

    assert tuple(each.route for each in assessment.limits.routes) == assessment.shown


def test_limits_numbers_of_suggestions():
    assert (assessed().limits.per_route, assessed().limits.in_all) == (2, 6)


@pytest.mark.parametrize(
    ("experience", "chemotypes", "rule"),
    [
        ("naive", ("III", "II"), "CHEMO-NAIVE"),
        ("occasional", ("II", "III"), "CHEMO-OCCASIONAL"),
        ("regular", ("II", "I"), "CHEMO-REGULAR"),
        ("daily", ("II", "I"), "CHEMO-DAILY"),
    ],
)
def test_chemotypes_by_experience(experience, chemotypes, rule):
    edible = limits("edible", cannabis_experience=experience)

    assert (edible.chemotypes, edible.rules_for("chemotypes")) == (chemotypes, (rule,))


@pytest.mark.parametrize("route", ["topical", "edible", "vaporized"])
def test_chemotypes_under_25_mostly_cbd_only(route):
    young = limits(route, cannabis_experience="daily", age=24)

    assert (young.chemotypes, young.rules_for("chemotypes")) == (("III",), ("CHEMO-UNDER-25",))


def test_chemotypes_topical_takes_all_mostly_cbd_first():
    assert limits("topical", cannabis_experience="daily").chemotypes == ("III", "II", "I")


def test_thc_free_for_psychosis_and_for_dose_zero():
    topical = limits("topical", **SKIN_ONLY)

    assert (topical.thc_free_only, topical.rules_for("thc_free_only")) == (
        True,
        ("THC-FREE-MIND", "THC-FREE-DOSE-0"),
    )


def test_thc_free_where_only_the_skin_is_left():
    topical = limits("topical", medication_class=["warfarin_vka"])

    assert topical.rules_for("thc_free_only") == ("THC-FREE-DOSE-0",)


def test_thc_free_not_where_a_dose_fits():
    assert limits("topical").thc_free_only is False


@pytest.mark.parametrize(
    ("route", "most"), [("edible", "1.25"), ("oral_tincture", "1.25"), ("vaporized", None)]
)
def test_smallest_thc_is_the_first_dose_where_swallowed(route, most):
    route_limits = limits(route, condition=["falls_or_frailty"])

    assert route_limits.max_smallest_thc_mg == (Decimal(most) if most else None)


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        pytest.param({}, (), id="none"),
        pytest.param({"cannabis_experience": "naive"}, ("NAIVE-INHALED-THC",), id="naive"),
        pytest.param(
            {"medication_class": ["stimulant_sympathomimetic"]}, ("LOW-THC",), id="stimulant"
        ),
        pytest.param({"medication_class": ["tca_or_anticholinergic"]}, ("LOW-THC",), id="tca"),
        pytest.param(
            {"cannabis_experience": "naive", "medication_class": ["stimulant_sympathomimetic"]},
            ("NAIVE-INHALED-THC", "LOW-THC"),
            id="both",
        ),
    ],
)
def test_inhaled_thc_percent(changes, rules):
    vaporized = limits("vaporized", **{"episode_duration": "10_to_60_minutes"} | changes)

    assert (vaporized.max_total_thc_percent, vaporized.rules_for("max_total_thc_percent")) == (
        TEN if rules else None,
        rules,
    )


@pytest.mark.parametrize("route", ["edible", "oral_tincture", "topical"])
def test_thc_percent_is_never_set_where_nothing_is_inhaled(route):
    assert limits(route, cannabis_experience="naive").max_total_thc_percent is None


@pytest.mark.parametrize(("experience", "wanted"), [("naive", True), ("occasional", False)])
def test_cbd_at_least_thc_for_the_naive(experience, wanted):
    assert limits("topical", cannabis_experience=experience).cbd_at_least_thc is wanted


@pytest.mark.parametrize(
    ("route", "most"),
    [("edible", TWENTY), ("oral_tincture", TWENTY), ("vaporized", None), ("topical", None)],
)
@pytest.mark.parametrize("name", ["citalopram_escitalopram", "clopidogrel"])
def test_limit_cbd_where_swallowed(name, route, most):
    assert limits(route, medication_class=[name]).max_smallest_cbd_mg == most


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        pytest.param({}, (), id="none"),
        pytest.param(
            {"medication_class": ["disulfiram_metronidazole"]}, ("NO-ALCOHOL",), id="medicine"
        ),
        pytest.param({"allergens": ["alcohol"]}, ("ALLERGEN-ALCOHOL",), id="allergy"),
    ],
)
def test_alcohol_free(changes, rules):
    tincture = limits("oral_tincture", **changes)

    assert (tincture.alcohol_free, tincture.rules_for("alcohol_free")) == (bool(rules), rules)


@pytest.mark.parametrize(
    ("allergens", "excluded", "rules"),
    [
        pytest.param([], frozenset(), (), id="none"),
        pytest.param(["sesame", "other"], frozenset({"sesame"}), ("ALLERGENS",), id="named"),
        pytest.param(["other"], frozenset(), (), id="other-names-nothing-to-look-for"),
    ],
)
def test_allergens_named_are_excluded(allergens, excluded, rules):
    topical = limits("topical", allergens=allergens)

    assert (topical.excluded_allergens, topical.rules_for("excluded_allergens")) == (
        excluded,
        rules,
    )


@pytest.mark.parametrize(("allergens", "known"), [([], False), (["other"], True), (["soy"], True)])
def test_ingredients_known_once_an_allergy_is_named(allergens, known):
    assert limits("topical", allergens=allergens).ingredients_known is known
