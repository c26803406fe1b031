from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.potency import (
    CHEMOTYPES,
    Bounds,
    Facts,
    Potency,
    PotencyError,
    Reading,
    chemotype,
    derive,
    thc_free,
)

NOTHING = Facts()
FLOWER = Facts(routes=("smoked", "vaporized"), pack_amount=Decimal("3.5"), pack_unit="g")
GUMMIES = Facts(
    routes=("edible",),
    pack_amount=Decimal(40),
    pack_unit="g",
    servings=Decimal(10),
    measure_unit="piece",
    serving_amount=Decimal(1),
    smallest_measurable_amount=Decimal("0.5"),
)
TINCTURE = Facts(
    routes=("oral_tincture",),
    pack_amount=Decimal(30),
    pack_unit="ml",
    measure_unit="ml",
    serving_amount=Decimal(1),
    smallest_measurable_amount=Decimal("0.1"),
)
parts = st.decimals(0, 25, places=3)


def percent(cannabinoid, amount):
    return Reading(cannabinoid, "percent", Decimal(amount))


def none_of(cannabinoid, detection="not_detected"):
    return Reading(cannabinoid, "percent", None, detection)


def test_total_thc_counts_thca_by_what_heat_leaves_of_it():
    potency = derive([percent("thc", "0.5"), percent("thca", 20)], FLOWER)

    assert potency.total_thc_percent == Decimal("18.040")


def test_total_cbd_counts_cbda_alike():
    potency = derive([percent("cbd", 1), percent("cbda", 10)], FLOWER)

    assert potency.total_cbd_percent == Decimal("9.770")


def test_reported_total_is_taken_as_it_is():
    readings = [percent("thc", 1), percent("thca", 20), percent("total_thc", 17)]

    assert derive(readings, FLOWER).total_thc_percent == 17


def test_total_is_unknown_where_the_neutral_form_was_not_reported():
    assert derive([percent("thca", 20)], FLOWER).total_thc_percent is None


def test_total_is_zero_where_nothing_was_detected():
    potency = derive([none_of("thc"), none_of("thca"), percent("cbd", 1)], FLOWER)

    assert potency.total_thc_percent == 0


@given(parts, parts, parts)
def test_more_thca_never_means_less_total_thc(thc, thca, more):
    low = derive([percent("thc", thc), percent("thca", thca)], FLOWER)
    high = derive([percent("thc", thc), percent("thca", thca + more)], FLOWER)

    assert high.total_thc_percent >= low.total_thc_percent


@given(parts, parts, parts, parts)
def test_totals_stay_within_100_percent(thc, thca, cbd, cbda):
    readings = [
        percent(name, amount)
        for name, amount in {"thc": thc, "thca": thca, "cbd": cbd, "cbda": cbda}.items()
    ]

    potency = derive(readings, FLOWER)

    assert potency.total_thc_percent + potency.total_cbd_percent <= 100


@pytest.mark.parametrize(
    "reading",
    [
        percent("thc", "0.1"),
        Reading("thc", "mg_per_g", Decimal(1)),
        Reading("thc", "mg_per_serving", Decimal(4)),
        Reading("thc", "mg_per_package", Decimal(40)),
    ],
)
def test_mg_per_serving_is_the_same_from_every_unit(reading):
    potency = derive([reading], GUMMIES)

    assert (potency.thc_mg_per_serving, potency.smallest_thc_mg) == (4, 2)


def test_mg_per_serving_of_a_tincture_follows_its_volume():
    readings = [
        Reading("thc", "mg_per_ml", Decimal(5)),
        Reading("cbd", "mg_per_ml", Decimal(10)),
    ]

    potency = derive(readings, TINCTURE)

    assert potency == Potency(
        thc_mg_per_serving=Decimal(5),
        cbd_mg_per_serving=Decimal(10),
        smallest_thc_mg=Decimal("0.5"),
        smallest_cbd_mg=Decimal(1),
        chemotype="II",
    )


def test_mg_per_serving_is_unknown_without_a_pack_size():
    potency = derive([percent("thc", "0.1")], replace(GUMMIES, pack_amount=None))

    assert potency.thc_mg_per_serving is None


def test_label_gives_mg_where_the_coa_does_not():
    facts = replace(GUMMIES, pack_amount=None, label_thc_mg_per_serving=Decimal(5))

    assert derive([percent("thc", "0.1")], facts).smallest_thc_mg == Decimal("2.5")


@pytest.mark.parametrize(("label_mg", "counted"), [(3, 4), (5, 5)])
def test_larger_of_label_and_coa_counts_for_thc(label_mg, counted):
    facts = replace(GUMMIES, label_thc_mg_per_serving=Decimal(label_mg))

    assert derive([percent("thc", "0.1")], facts).thc_mg_per_serving == counted


def test_coa_counts_for_cbd_whatever_the_label_says():
    facts = replace(GUMMIES, label_cbd_mg_per_serving=Decimal(50))

    assert derive([percent("cbd", "0.1")], facts).cbd_mg_per_serving == 4


@pytest.mark.parametrize("route", ["smoked", "vaporized", "topical"])
def test_what_is_inhaled_or_rubbed_in_has_no_mg_per_serving(route):
    facts = replace(GUMMIES, routes=(route,), label_thc_mg_per_serving=Decimal(5))

    assert derive([percent("thc", "0.1")], facts).thc_mg_per_serving is None


def test_patch_has_mg_per_serving():
    facts = replace(GUMMIES, routes=("transdermal_patch",), smallest_measurable_amount=Decimal(1))

    assert derive([Reading("thc", "mg_per_serving", Decimal(10))], facts).smallest_thc_mg == 10


def test_smallest_amount_is_unknown_where_a_format_cannot_be_measured():
    facts = replace(GUMMIES, smallest_measurable_amount=None)

    assert derive([percent("thc", "0.1")], facts).smallest_thc_mg is None


@pytest.mark.parametrize(
    ("thc", "cbd", "expected"),
    [
        ("5.001", "1", "I"),
        ("5", "1", "II"),
        ("1", "1", "II"),
        ("0.2", "1", "II"),
        ("0.199", "1", "III"),
        ("20", "0", "I"),
        ("0", "10", "III"),
        ("0", "0", None),
        ("20", None, "I"),
        ("0", None, None),
        (None, "10", None),
        (None, None, None),
    ],
)
def test_chemotype_by_ratio(thc, cbd, expected):
    amounts = (Decimal(amount) if amount else None for amount in (thc, cbd))

    assert chemotype(*amounts) == expected


@given(parts, parts, parts)
def test_more_thc_never_makes_the_chemotype_milder(thc, cbd, more):
    strictness = {name: rank for rank, name in enumerate(CHEMOTYPES)} | {None: len(CHEMOTYPES)}

    assert strictness[chemotype(thc + more, cbd)] <= strictness[chemotype(thc, cbd)]


@given(parts, parts, st.decimals("0.1", 10, places=2))
def test_chemotype_does_not_depend_on_the_unit(thc, cbd, factor):
    assert chemotype(thc * factor, cbd * factor) == chemotype(thc, cbd)


def test_stricter_chemotype_of_coa_and_label_counts():
    facts = replace(
        GUMMIES,
        label_thc_mg_per_serving=Decimal(10),
        label_cbd_mg_per_serving=Decimal(10),
    )
    readings = [none_of("thc"), none_of("thca"), Reading("cbd", "mg_per_serving", Decimal(10))]

    assert derive(readings, facts).chemotype == "II"


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        pytest.param([none_of("thc"), none_of("thca"), percent("cbd", 1)], True, id="not-detected"),
        pytest.param([percent("thc", 0), percent("thca", 0), percent("cbd", 1)], True, id="zero"),
        pytest.param([none_of("thc"), none_of("thca")], False, id="nothing-found-at-all"),
        pytest.param([none_of("thc"), percent("cbd", 1)], False, id="thca-not-looked-for"),
        pytest.param([none_of("thca"), percent("cbd", 1)], False, id="thc-not-looked-for"),
        pytest.param(
            [none_of("thc", "below_loq"), none_of("thca"), percent("cbd", 1)], False, id="a-trace"
        ),
        pytest.param(
            [none_of("thc"), percent("thca", "0.01"), percent("cbd", 1)], False, id="some-thca"
        ),
        pytest.param(
            [none_of("thc"), none_of("thca"), percent("total_thc", "0.1"), percent("cbd", 1)],
            False,
            id="a-total-above-zero",
        ),
        pytest.param([], False, id="no-readings"),
    ],
)
def test_thc_free_needs_a_coa_that_looked_and_found_none(readings, expected):
    assert thc_free(readings) is expected


def test_label_with_thc_is_not_thc_free_whatever_the_coa_found():
    facts = replace(GUMMIES, label_thc_mg_per_serving=Decimal(1))
    readings = [none_of("thc"), none_of("thca"), percent("cbd", "0.1")]

    assert derive(readings, facts).thc_free is False


def test_derive_refuses_more_than_the_pack_weighs():
    with pytest.raises(PotencyError, match="thc: together 101 %, more than 100 %"):
        derive([Reading("thc", "mg_per_package", Decimal(40_400))], GUMMIES)


def test_derive_without_readings_knows_nothing():
    assert derive([], NOTHING) == Potency()


@given(parts, parts, st.permutations(["thc", "thca", "cbd", "cbda"]))
def test_order_of_readings_never_matters(thc, cbd, order):
    amounts = {"thc": thc, "thca": cbd, "cbd": cbd, "cbda": thc}
    readings = [percent(name, amounts[name]) for name in amounts]
    shuffled = [percent(name, amounts[name]) for name in order]

    assert derive(shuffled, GUMMIES) == derive(readings, GUMMIES)


@pytest.mark.parametrize(
    ("thc_percent", "thc_mg", "expected"),
    [
        (None, None, True),
        ("0", None, True),
        ("40", "100", True),
        ("40.001", None, False),
        ("20", "100.1", False),
    ],
)
def test_bounds_hold_up_to_their_ends(thc_percent, thc_mg, expected):
    bounds = Bounds(Decimal(0), Decimal(40), Decimal(100))
    amounts = [Decimal(amount) if amount else None for amount in (thc_percent, thc_mg)]

    held = bounds.hold(Potency(total_thc_percent=amounts[0], thc_mg_per_serving=amounts[1]))

    assert held is expected


def test_bounds_refuse_less_than_their_minimum():
    bounds = Bounds(min_total_thc_percent=Decimal(50))

    assert bounds.hold(Potency(total_thc_percent=Decimal(49))) is False
