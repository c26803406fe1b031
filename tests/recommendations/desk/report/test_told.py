"""What may be told of a group, and that nobody can work out what may not."""

from functools import cache
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.desk.report.told import (
    Part,
    half_within,
    nine_of_ten_within,
    number,
    share,
)


@cache
def people(many, whose="patient"):
    return tuple(f"{whose} {each}" for each in range(many))


@pytest.mark.parametrize(
    ("many", "told"),
    [(0, None), (1, None), (4, None), (5, 5), (9, 5), (10, 10), (39, 35), (1234, 1230)],
)
def test_number_is_told_in_fives_and_hidden_below_five(many, told):
    assert number(people(many)) == told


def test_number_of_few_people_is_hidden_however_often_they_wrote():
    assert number(["sam", "kim", "lee", "ray"] * 5) is None


@pytest.mark.parametrize(
    ("part", "rest", "told"),
    [
        (9, 9, None),
        (10, 10, 50),
        (0, 20, Part.FEW),
        (4, 46, Part.FEW),
        (46, 4, Part.ALL_BUT_FEW),
        (50, 0, Part.ALL_BUT_FEW),
        (19, 31, 35),
        (76, 124, 39),
        (380, 620, 38),
    ],
)
def test_share_is_told_of_twenty_or_more_and_hides_a_small_part_or_rest(part, rest, told):
    assert share(people(part), people(rest, "other")) == told


@given(st.integers(5, 2000), st.integers(5, 2000))
def test_share_is_near_the_true_one(part, rest):
    told, true = share(people(part), people(rest, "other")), 100 * part / (part + rest)

    if told is not None:
        assert abs(told - true) <= (10 if part + rest < 50 else 5)


@given(st.integers(5, 60), st.integers(5, 60))
def test_share_says_nothing_that_the_three_numbers_do_not_say(part, rest):
    numbers = part // 5, rest // 5, (part + rest) // 5
    alike = [
        (some, others)
        for some, others in product(within(part), within(rest))
        if (some // 5, others // 5, (some + others) // 5) == numbers
    ]

    assert len({share(people(a), people(b, "other")) for a, b in alike}) == 1


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(1, 5), (12, 10), (13, 15), (179, 180), (190, 180), (200, 210), (2879, 2880), (3000, 2880)],
)
def test_times_are_told_in_steps(minutes, told):
    assert half_within(people(5), [minutes] * 5) == told


def test_median_of_few_people_is_hidden():
    assert half_within(people(4), [60] * 4) is None


@pytest.mark.parametrize(("many", "told"), [(19, None), (20, 90)])
def test_nine_of_ten_is_told_of_twenty_or_more(many, told):
    minutes = [600, 600, *([90] * (many - 12)), *([30] * 10)]

    assert nine_of_ten_within(people(many), minutes) == told


def within(many):
    """Every number that is told in the same words."""
    return range(many // 5 * 5, many // 5 * 5 + 5)


# Whoever attacks sees every sum of a table of two stores by two parts that page and file can show,
# and knows how it was rounded. What is small may be a store's part, or a whole row or column.
small_or_any = st.one_of(st.integers(0, 5), st.integers(0, 60))
tables = st.tuples(small_or_any, small_or_any, small_or_any, small_or_any)


def sums(table):
    a, b, c, d = table
    return a, b, c, d, a + b, c + d, a + c, b + d, a + b + c + d


def all_alike(told, parts):
    return [
        table
        for table in product(*(within(part) for part in parts))
        if [each // 5 for each in sums(table)] == told
    ]


@given(tables)
def test_small_group_keeps_several_possible_numbers_whatever_is_subtracted(table):
    true = sums(table)
    alike = [sums(each) for each in all_alike([each // 5 for each in true], table)]

    for place, many in enumerate(true):
        if 1 <= many <= 4:
            assert len({each[place] for each in alike}) >= 2


# The same of two stores, now of 7 days and of the 30 days around them.
@given(tables)
def test_small_group_between_two_periods_keeps_several_possible_numbers(table):
    def seen(week, month, other_week, other_month):
        both = week + other_week, month + other_month
        return [each // 5 for each in (week, month, other_week, other_month, *both)]

    def hidden(week, month, other_week, other_month):
        return week, other_week, month - week, other_month - other_week

    true = table[0], table[0] + table[1], table[2], table[2] + table[3]
    alike = [
        hidden(*each)
        for each in product(*(within(many) for many in true))
        if each[0] <= each[1] and each[2] <= each[3] and seen(*each) == seen(*true)
    ]

    for place, many in enumerate(hidden(*true)):
        if 1 <= many <= 4:
            assert len({each[place] for each in alike}) >= 2
