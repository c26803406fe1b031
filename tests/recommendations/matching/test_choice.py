from datetime import date
from decimal import Decimal

import pytest

from recommendations.matching import choose, number_hash
from tests.recommendations.matching.builders import (
    SKIN_ONLY,
    assessed,
    candidate,
    cream,
    flower,
)

# Only swallowed or under the tongue: oral_tincture before edible.
SWALLOWED = {
    "diagnosis": ["multiple_sclerosis"],
    "spasm_pattern": "spasticity",
    "condition": ["asthma_copd_or_lung_disease"],
}


def picked(choice):
    return [(each.route, each.candidate.batch_id) for each in choice.suggestions]


def gummy(batch_id, **changes):
    return candidate(batch_id, **{"format": "gummy", "routes": ("edible",)} | changes)


def rules(suggestion):
    return [reason.rule for reason in suggestion.reasons]


def emptied(choice):
    return {each.route: each.reason.rule for each in choice.unfilled}


def test_choose_one_for_each_route_then_a_second():
    stock = [candidate(1), candidate(2), candidate(3), gummy(4), gummy(5)]
    choice = choose(assessed(**SWALLOWED), stock)

    assert [route for route, _ in picked(choice)] == [
        "oral_tincture",
        "edible",
        "oral_tincture",
        "edible",
    ]


def test_choose_six_in_all():
    stock = [
        *(cream(n) for n in (1, 2, 3)),
        *(candidate(n) for n in (4, 5, 6)),
        *(gummy(n) for n in (7, 8, 9)),
        *(flower(n) for n in (10, 11, 12)),
    ]
    choice = choose(assessed(), stock)

    assert [route for route, _ in picked(choice)] == [
        "topical",
        "oral_tincture",
        "edible",
        "vaporized",
        "topical",
        "oral_tincture",
    ]


def test_choose_nothing_allowed_suggests_nothing():
    choice = choose(assessed(age=17), [candidate()])

    assert (choice.suggestions, choice.unfilled) == ((), ())


def test_choose_chemotypes_in_the_order_of_experience():
    stock = [candidate(1, chemotype="III", thc_mg_per_serving=Decimal("0.1")), candidate(2)]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [
        ("oral_tincture", 2),
        ("oral_tincture", 1),
    ]


def test_choose_lower_thc_first():
    stock = [
        candidate(1, thc_mg_per_serving=Decimal(2)),
        candidate(2, thc_mg_per_serving=Decimal(1)),
    ]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [
        ("oral_tincture", 2),
        ("oral_tincture", 1),
    ]


def test_choose_unknown_thc_last():
    stock = [candidate(1, thc_mg_per_serving=None), candidate(2, thc_mg_per_serving=Decimal(9))]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [
        ("oral_tincture", 2),
        ("oral_tincture", 1),
    ]


def test_choose_inhaled_by_percent():
    lung_free = {
        "diagnosis": ["hemifacial_spasm"],
        "episode_duration": "10_to_60_minutes",
        "spasm_location": ["face"],
        "cannabis_experience": "regular",
    }
    stock = [flower(1, total_thc_percent=Decimal(8)), flower(2, total_thc_percent=Decimal(3))]

    assert picked(choose(assessed(**lung_free), stock)) == [("vaporized", 2), ("vaporized", 1)]


def test_choose_even_tie_by_the_hash_of_the_number():
    stock = [candidate(n, batch_number=f"N{n}") for n in (1, 2, 3)]
    first = min(stock, key=lambda batch: number_hash(batch.batch_number))

    assert choose(assessed(**SWALLOWED), stock).suggestions[0].candidate == first


def test_number_hash_is_sha_256():
    assert number_hash("B1")[:16] == "5b950e77941d01cd"


def test_choose_first_to_expire_within_the_product():
    stock = [
        candidate(1, product_id=7, expires_on=date(2026, 9, 1)),
        candidate(2, product_id=7, expires_on=date(2026, 5, 1)),
    ]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [("oral_tincture", 2)]


def test_choose_expiry_then_batch_number():
    stock = [
        candidate(1, product_id=7, batch_number="Z"),
        candidate(2, product_id=7, batch_number="A"),
    ]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [("oral_tincture", 2)]


def test_choose_first_to_expire_only_among_those_that_suit():
    stock = [
        candidate(1, product_id=7, expires_on=date(2026, 5, 1), smallest_thc_mg=Decimal(9)),
        candidate(2, product_id=7, expires_on=date(2026, 9, 1)),
    ]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [("oral_tincture", 2)]


def test_choose_first_to_expire_within_the_best_chemotype():
    stock = [
        candidate(1, product_id=7, chemotype="III", expires_on=date(2026, 5, 1)),
        candidate(2, product_id=7, chemotype="II", expires_on=date(2026, 9, 1)),
    ]

    assert picked(choose(assessed(**SWALLOWED), stock)) == [("oral_tincture", 2)]


def test_choose_product_goes_to_the_first_route_only():
    either = candidate(1, routes=("oral_tincture", "edible"))
    choice = choose(assessed(**SWALLOWED), [either])

    assert (picked(choice), emptied(choice)) == ([("oral_tincture", 1)], {"edible": "TAKEN"})


def test_choose_nothing_in_stock_is_its_own_rule():
    assert emptied(choose(assessed(**SWALLOWED), [candidate()])) == {"edible": "NONE-IN-STOCK"}


NAIVE = {"cannabis_experience": "naive"}
REFUSED = [
    pytest.param({}, candidate(chemotype="I"), "CHEMO-OCCASIONAL", id="chemotype"),
    pytest.param({}, candidate(chemotype=None), "CHEMO-OCCASIONAL", id="unclassified"),
    pytest.param({"age": 24}, candidate(chemotype="II"), "CHEMO-UNDER-25", id="under-25"),
    pytest.param(
        {}, candidate(smallest_thc_mg=Decimal("2.51")), "DOSE-FITS", id="too-strong-a-piece"
    ),
    pytest.param({}, candidate(smallest_thc_mg=None), "DOSE-FITS", id="dose-unknown"),
    pytest.param(
        NAIVE, candidate(total_cbd_percent=Decimal("0.9")), "NAIVE-CBD", id="less-cbd-percent"
    ),
    pytest.param(NAIVE, candidate(cbd_mg_per_serving=Decimal(2)), "NAIVE-CBD", id="less-cbd-mg"),
    pytest.param(
        NAIVE,
        candidate(total_cbd_percent=None, cbd_mg_per_serving=None),
        "NAIVE-CBD",
        id="cbd-unknown",
    ),
    pytest.param(
        NAIVE,
        candidate(total_thc_percent=None, cbd_mg_per_serving=None),
        "NAIVE-CBD",
        id="percent-never-with-mg",
    ),
    pytest.param(
        {"medication_class": ["clopidogrel"]},
        candidate(smallest_cbd_mg=Decimal("20.1")),
        "LIMIT-CBD",
        id="much-cbd",
    ),
    pytest.param(
        {"medication_class": ["clopidogrel"]},
        candidate(smallest_cbd_mg=None),
        "LIMIT-CBD",
        id="cbd-mg-unknown",
    ),
    pytest.param(
        {"medication_class": ["disulfiram_metronidazole"]},
        candidate(contains_alcohol=True),
        "NO-ALCOHOL",
        id="alcohol",
    ),
    pytest.param(
        {"medication_class": ["disulfiram_metronidazole"]},
        candidate(contains_alcohol=None),
        "NO-ALCOHOL",
        id="alcohol-unknown",
    ),
    pytest.param(
        {"allergens": ["alcohol"]},
        candidate(contains_alcohol=True),
        "ALLERGEN-ALCOHOL",
        id="alcohol-allergy",
    ),
    pytest.param(
        {"allergens": ["sesame"]},
        candidate(allergens=frozenset({"sesame"})),
        "ALLERGENS",
        id="allergen",
    ),
    pytest.param(
        {"allergens": ["sesame"]},
        candidate(allergens=None),
        "INGREDIENTS-KNOWN",
        id="ingredients-unknown",
    ),
    pytest.param(
        {"allergens": ["other"]}, candidate(allergens=None), "INGREDIENTS-KNOWN", id="other"
    ),
]


@pytest.mark.parametrize(("changes", "batch", "rule"), REFUSED)
def test_choose_refused_batch_names_the_rule(changes, batch, rule):
    choice = choose(assessed(**SWALLOWED | changes), [batch])

    assert (choice.suggestions, emptied(choice)["oral_tincture"]) == ((), rule)


ALLOWED = [
    pytest.param({}, candidate(smallest_thc_mg=Decimal("2.5")), id="dose-exactly"),
    pytest.param(NAIVE, candidate(total_cbd_percent=None), id="cbd-by-mg-alone"),
    pytest.param(NAIVE, candidate(cbd_mg_per_serving=None), id="cbd-by-percent-alone"),
    pytest.param(
        NAIVE,
        candidate(thc_free=True, total_cbd_percent=None, cbd_mg_per_serving=None),
        id="no-thc-to-balance",
    ),
    pytest.param(
        {"medication_class": ["clopidogrel"]},
        candidate(smallest_cbd_mg=Decimal(20)),
        id="cbd-exactly",
    ),
    pytest.param(
        {"allergens": ["sesame"]}, candidate(allergens=frozenset({"dairy"})), id="other-allergen"
    ),
    pytest.param(
        {"allergens": ["other"]}, candidate(allergens=frozenset({"dairy"})), id="other-known"
    ),
]


@pytest.mark.parametrize(("changes", "batch"), ALLOWED)
def test_choose_suiting_batch_is_suggested(changes, batch):
    assert picked(choose(assessed(**SWALLOWED | changes), [batch])) == [("oral_tincture", 1)]


VAPORIZED = {
    "spasm_location": ["hip_buttock"],
    "episode_duration": "10_to_60_minutes",
    "preferred_delivery": "vaporized",
}


@pytest.mark.parametrize(
    ("thc_percent", "rule"),
    [("10", None), ("10.1", "NAIVE-INHALED-THC"), (None, "NAIVE-INHALED-THC")],
)
def test_choose_naive_inhales_at_most_ten_percent(thc_percent, rule):
    thc = None if thc_percent is None else Decimal(thc_percent)
    batch = flower(total_thc_percent=thc, total_cbd_percent=Decimal(12))
    choice = choose(assessed(**VAPORIZED, cannabis_experience="naive"), [batch])

    assert emptied(choice).get("vaporized") == rule


def test_choose_low_thc_only_where_inhaled():
    changes = {"medication_class": ["stimulant_sympathomimetic"]}
    stock = [flower(1, total_thc_percent=Decimal(11)), candidate(2, total_thc_percent=Decimal(11))]
    choice = choose(assessed(**VAPORIZED, **changes), stock)

    assert (picked(choice), emptied(choice)["vaporized"]) == ([("oral_tincture", 2)], "LOW-THC")


def test_choose_cream_is_never_dosed():
    assert picked(choose(assessed(**SKIN_ONLY), [cream()])) == [("topical", 1)]


def test_choose_cream_with_thc_refused_for_psychosis():
    choice = choose(assessed(**SKIN_ONLY), [cream(thc_free=False)])

    assert emptied(choice) == {"topical": "THC-FREE-MIND"}


def test_choose_emptied_names_the_rule_that_took_the_last():
    stock = [
        candidate(1, chemotype="I"),
        candidate(2, smallest_thc_mg=None),
        candidate(3, chemotype="I"),
    ]
    (unfilled,) = [
        each
        for each in choose(assessed(**SWALLOWED), stock).unfilled
        if each.route == "oral_tincture"
    ]

    assert (unfilled.reason.rule, unfilled.removed) == (
        "DOSE-FITS",
        (("CHEMO-OCCASIONAL", 2), ("DOSE-FITS", 1)),
    )


def test_reasons_name_every_rule_that_applied():
    stock = [
        candidate(1, product_id=7),
        candidate(2, product_id=7),
        candidate(3, thc_mg_per_serving=Decimal(9), cbd_mg_per_serving=Decimal(9)),
    ]
    changes = {"medication_class": ["clopidogrel"], "allergens": ["sesame"]}
    first = choose(assessed(**SWALLOWED | NAIVE | changes), stock).suggestions[0]

    assert rules(first) == [
        "ROUTE-FITS",
        "EVIDENCE",
        "CHEMO-NAIVE",
        "DOSE-FITS",
        "NAIVE-CBD",
        "LIMIT-CBD",
        "INGREDIENTS-KNOWN",
        "ALLERGENS",
        "FIRST-TO-EXPIRE",
        "LOWER-THC",
    ]


def test_reasons_even_tie_is_told():
    first = choose(assessed(**SWALLOWED), [candidate(1), candidate(2)]).suggestions[0]

    assert rules(first)[-1] == "EVEN-TIE"


def test_reasons_no_tie_with_another_chemotype():
    first = choose(
        assessed(**SWALLOWED), [candidate(1), candidate(2, chemotype="III")]
    ).suggestions[0]

    assert {"EVEN-TIE", "LOWER-THC"} & set(rules(first)) == set()


def test_reasons_carry_their_parameters():
    first = choose(assessed(**SWALLOWED), [candidate()]).suggestions[0]
    reasons = {reason.rule: dict(reason.params) for reason in first.reasons}

    assert reasons["DOSE-FITS"] == {
        "route": "oral_tincture",
        "dose_mg": "2.5",
        "smallest_thc_mg": "0.5",
    }
