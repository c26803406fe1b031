from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.comparison import Change, changes
from products.potency import CHEMOTYPES, Potency

USUAL = Decimal(20)
GUMMY = Potency(
    chemotype="I",
    total_thc_percent=Decimal("0.25"),
    total_cbd_percent=Decimal(0),
    thc_mg_per_serving=Decimal(10),
    cbd_mg_per_serving=Decimal(0),
)
FLOWER = Potency(chemotype="II", total_thc_percent=Decimal(8), total_cbd_percent=Decimal(9))

amounts = st.none() | st.decimals(0, 100, places=3)
potencies = st.builds(
    Potency,
    total_thc_percent=amounts,
    total_cbd_percent=amounts,
    thc_mg_per_serving=amounts,
    cbd_mg_per_serving=amounts,
    chemotype=st.none() | st.sampled_from(CHEMOTYPES),
    thc_free=st.booleans(),
)
thresholds = st.decimals(0, 200, places=1)


def alarms(old, new, threshold_percent=Decimal(20)):
    return [change.column for change in changes(old, new, threshold_percent) if change.alarming]


def test_stronger_serving_is_told_in_percent_of_the_old_one():
    stronger = replace(GUMMY, thc_mg_per_serving=Decimal("13.1"))

    assert changes(GUMMY, stronger, USUAL) == (
        Change("thc_mg_per_serving", Decimal(10), Decimal("13.1"), Decimal(31), alarming=True),
    )


def test_what_has_no_serving_is_compared_by_weight():
    weaker = replace(FLOWER, total_thc_percent=Decimal(6))

    assert changes(FLOWER, weaker, USUAL) == (
        Change("total_thc_percent", Decimal(8), Decimal(6), Decimal(-25), alarming=True),
    )


def test_weight_is_not_told_again_where_the_serving_tells_it():
    stronger = replace(GUMMY, thc_mg_per_serving=Decimal(15), total_thc_percent=Decimal("0.375"))

    assert alarms(GUMMY, stronger) == ["thc_mg_per_serving"]


@pytest.mark.parametrize("mg", ["10", "10.1"])
def test_weight_alarms_behind_a_label_that_holds_the_serving_still(mg):
    stronger = replace(GUMMY, thc_mg_per_serving=Decimal(mg), total_thc_percent=Decimal("0.5"))

    assert alarms(GUMMY, stronger) == ["total_thc_percent"]


def test_changes_stand_in_order_of_importance():
    old = Potency(thc_free=True, total_thc_percent=Decimal(0), total_cbd_percent=Decimal(9))

    assert [change.column for change in changes(old, GUMMY, USUAL)] == [
        "thc_free",
        "chemotype",
        "thc_mg_per_serving",
        "cbd_mg_per_serving",
    ]


@pytest.mark.parametrize(
    ("old", "new", "alarming"),
    [
        ("10", "11.9", False),
        ("10", "12", True),
        ("12", "10", True),
        ("11.9", "10", False),
        ("0", "0.001", True),
        ("0.001", "0", True),
        (None, "0", True),
        ("0", None, True),
    ],
)
def test_amount_alarms_from_the_threshold_on_either_way(old, new, alarming):
    before, after = (
        replace(FLOWER, total_thc_percent=amount and Decimal(amount)) for amount in (old, new)
    )

    assert bool(alarms(before, after)) == alarming


@pytest.mark.parametrize("old", ["0", None])
def test_percent_of_nothing_or_of_the_unknown_is_not_given(old):
    before = replace(FLOWER, total_cbd_percent=old and Decimal(old))

    assert [change.percent for change in changes(before, FLOWER, USUAL)] == [None]


@pytest.mark.parametrize("chemotype", ["I", "III", None])
def test_other_chemotype_alarms(chemotype):
    assert alarms(FLOWER, replace(FLOWER, chemotype=chemotype)) == ["chemotype"]


def test_thc_free_that_is_lost_alarms():
    assert alarms(replace(FLOWER, thc_free=True), FLOWER) == ["thc_free"]


def test_thc_free_that_is_won_is_told_without_an_alarm():
    assert changes(FLOWER, replace(FLOWER, thc_free=True), USUAL) == (
        Change("thc_free", old=False, new=True, percent=None, alarming=False),
    )


@given(potencies)
def test_batches_that_are_alike_have_no_change(potency):
    assert changes(potency, replace(potency), USUAL) == ()


@given(potencies, potencies, thresholds)
def test_what_changed_one_way_changed_the_other_way(one, other, threshold):
    there, back = changes(one, other, threshold), changes(other, one, threshold)

    assert [(each.column, each.old, each.new) for each in there] == [
        (each.column, each.new, each.old) for each in back
    ]


@given(potencies, potencies, thresholds)
def test_amount_that_alarms_one_way_alarms_the_other_way(one, other, threshold):
    direction_counts = {"thc_free"}

    assert set(alarms(one, other, threshold)) - direction_counts == (
        set(alarms(other, one, threshold)) - direction_counts
    )


@given(potencies, potencies, st.tuples(thresholds, thresholds).map(sorted))
def test_higher_threshold_never_adds_an_alarm(one, other, low_and_high):
    low, high = low_and_high

    assert bool(alarms(one, other, high)) <= bool(alarms(one, other, low))
