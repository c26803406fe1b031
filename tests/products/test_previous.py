from datetime import date, timedelta
from decimal import Decimal

import pytest

from products.previous import comparison_of, previous_batch
from tests.products import make

pytestmark = pytest.mark.django_db

SERVINGS = {"unit": "mg_per_serving", "quantity": "0"}


@pytest.fixture
def gummy():
    return make.product("gummy", servings=10, serving_amount=Decimal(1))


def gummies(of, thc_mg, **facts):
    readings = {"total_thc": thc_mg, "total_cbd": "0"}
    return make.batch(of, readings=readings, **SERVINGS, **facts)


def sentences(of, old, new):
    """What is said of a batch with these readings after batch 1204 with those."""
    make.batch(of, number="1204", readings=old, **SERVINGS)
    return comparison_of(make.batch(of, readings=new, **SERVINGS)).sentences


def test_previous_batch_is_the_one_received_last_at_any_store(gummy):
    batch = gummies(gummy, "10", received_on=make.TODAY)
    last = gummies(gummy, "10", received_on=make.TODAY - timedelta(days=1))
    gummies(gummy, "10", received_on=make.TODAY - timedelta(days=9))

    assert previous_batch(batch) == last


def test_previous_batch_is_the_one_entered_last_where_days_are_equal_or_missing(gummy):
    gummies(gummy, "10")
    last = gummies(gummy, "10")
    batch = gummies(gummy, "10")
    gummies(gummy, "10")

    assert previous_batch(batch) == last


def test_previous_batch_that_was_received_stands_before_one_without_a_day(gummy):
    last = gummies(gummy, "10", received_on=date(2026, 1, 1))
    gummies(gummy, "10", received_on=None)
    batch = gummies(gummy, "10", received_on=make.TODAY)

    assert previous_batch(batch) == last


def test_previous_batch_has_another_product_lab_result_or_potency_passed_over(gummy):
    last = gummies(gummy, "10")
    make.batch()
    make.batch(gummy, lab_result=None, quantity="0")
    make.batch(gummy, readings={}, quantity="0")
    batch = gummies(gummy, "12")
    sister = make.batch(gummy, lab_result=batch.lab_result, quantity="0")

    assert [previous_batch(each) for each in (batch, sister)] == [last, last]


def test_first_batch_of_a_product_has_nothing_to_be_compared_with(gummy):
    comparison = comparison_of(gummies(gummy, "10"))

    assert (comparison.previous, comparison.alarms) == (None, [])


def test_comparing_takes_one_query(gummy, django_assert_num_queries):
    gummies(gummy, "10")
    batch = gummies(gummy, "20")

    with django_assert_num_queries(1):
        comparison = comparison_of(batch)
        assert str(comparison.previous.store) == comparison.previous.store.name


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("10", "13.1", "THC 31 % stronger per serving than batch 1204 (13.1 mg, was 10 mg)"),
        ("10", "7.55", "THC 25 % weaker per serving than batch 1204 (7.55 mg, was 10 mg)"),
        (
            "10",
            "10.099",
            "THC less than 1 % stronger per serving than batch 1204 (10.099 mg, was 10 mg)",
        ),
        ("0", "5", "THC per serving: 5 mg, in batch 1204 0 mg"),
    ],
)
def test_change_of_a_serving_is_told_in_a_sentence(old, new, said, gummy):
    same = {"total_cbd": "1000"}

    assert sentences(gummy, {"total_thc": old} | same, {"total_thc": new} | same) == [said]


def test_unknown_amount_is_told_as_unknown(gummy):
    old, new = {"total_thc": "10", "total_cbd": "1"}, {"total_thc": "10"}

    assert sentences(gummy, old, new) == ["CBD per serving: unknown, in batch 1204 1 mg"]


def test_other_chemotype_and_weight_are_told_of_flower():
    flower = make.product()
    make.batch(flower, number="1204", readings={"total_thc": "8", "total_cbd": "9"})
    batch = make.batch(flower, readings={"total_thc": "18", "total_cbd": "0.9"})

    assert comparison_of(batch).sentences == [
        "Chemotype I, in batch 1204 II",
        "THC 125 % stronger by weight than batch 1204 (18 %, was 8 %)",
        "CBD 90 % weaker by weight than batch 1204 (0.9 %, was 9 %)",
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("not_detected", "below_loq", "No longer THC-free, as batch 1204 was"),
        ("below_loq", "not_detected", "THC-free, batch 1204 was not"),
    ],
)
def test_thc_free_is_told_when_it_is_lost_or_won(old, new, said, gummy):
    before, after = ({"thc": found, "thca": found, "cbd": "10"} for found in (old, new))

    assert sentences(gummy, before, after) == [said]


def test_rows_show_what_is_known_of_either_batch_changed_or_not(gummy):
    gummies(gummy, "10")
    batch = gummies(gummy, "13.1")

    shown = [
        (row.label, row.now, row.before, row.change, row.alarming)
        for row in comparison_of(batch).rows
    ]

    assert shown == [
        ("Chemotype", "I", "I", "the same", False),
        ("THC-free", "no", "no", "the same", False),
        ("THC per serving (mg)", "13.1", "10", "31 % more", True),
        ("CBD per serving (mg)", "0", "0", "the same", False),
    ]


def alarms_at(percent, batch, settings):
    settings.POTENCY_ALARM_PERCENT = Decimal(percent)
    return comparison_of(batch).alarms


def test_threshold_decides_what_alarms(gummy, settings):
    gummies(gummy, "10")
    batch = gummies(gummy, "13.1")

    alarms = [alarms_at(percent, batch, settings) for percent in ("31", "31.1")]

    assert [len(each) for each in alarms] == [1, 0]
