from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herbology.time_chart import Dot, Series, place_over_time, round_up

FIRST = date(2026, 1, 1)


def on(day, value):
    return Dot(FIRST + timedelta(days=day), value)


def number(length):
    return float(length.rstrip("%em"))


def test_dots_stand_by_their_days_and_values():
    (placed,) = place_over_time([Series("THC", (on(0, 0), on(50, 10), on(100, 20)))]).series

    assert [mark.x for mark in placed.marks] == ["15.0%", "55.0%", "95.0%"]
    assert [mark.y for mark in placed.marks] == ["11.80em", "6.30em", "0.80em"]


def test_dots_of_a_series_are_joined():
    (placed,) = place_over_time([Series("THC", (on(0, 0), on(100, 20)))]).series

    (stretch,) = placed.stretches
    assert (stretch.x1, stretch.x2) == ("15.0%", "95.0%")


def test_series_share_days_and_values():
    thc, cbd = place_over_time([Series("THC", (on(0, 20),)), Series("CBD", (on(100, 10),))]).series

    assert (thc.marks[0].x, cbd.marks[0].x) == ("15.0%", "95.0%")
    assert number(cbd.marks[0].y) > number(thc.marks[0].y)


def test_single_day_stands_in_the_middle():
    (placed,) = place_over_time([Series("THC", (on(3, 5),))]).series

    assert placed.marks[0].x == "55.0%"


def test_chart_of_nothing_has_no_series():
    chart = place_over_time([Series("THC", ())])

    assert (chart.series, chart.first_day) == ((), None)


def test_lines_across_stand_for_all_half_and_nothing():
    chart = place_over_time([Series("THC", (on(0, 13.3), on(1, 2)))])

    assert [amount.value for amount in chart.amounts] == [20, 10, 0]


@pytest.mark.parametrize(
    ("amount", "most"), [(0, 1), (0.03, 0.04), (1, 1), (1.1, 2), (9.9, 10), (18.2, 20), (100, 100)]
)
def test_round_up_gives_a_number_that_halves_well(amount, most):
    assert round(round_up(amount), 6) == most


dots = st.lists(
    st.builds(on, st.integers(0, 5000), st.decimals(0, 100, places=3)), min_size=1, max_size=9
)


@given(dots, dots)
def test_nothing_leaves_the_drawing(one, other):
    ordered = [tuple(sorted(each, key=lambda dot: dot.day)) for each in (one, other)]

    chart = place_over_time([Series("THC", ordered[0]), Series("CBD", ordered[1])])

    marks = [mark for series in chart.series for mark in series.marks]
    assert all(13 < number(mark.x) < 97 for mark in marks)
    assert all(0.7 <= number(mark.y) <= 11.81 for mark in marks)
    assert number(chart.height) > 12
