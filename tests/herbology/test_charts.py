import pytest
from hypothesis import given
from hypothesis import strategies as st

from herbology.charts import Bar, BarChart, place


def widths(*values, text="1"):
    chart = place([Bar("Gummy", value, text) for value in values])
    return [float(bar.width.removesuffix("%")) for bar in chart.bars]


def em(length):
    return float(length.removesuffix("em"))


def test_place_of_nothing_is_an_empty_chart():
    assert place([]) == BarChart(height="0.00em", bars=())


def test_place_draws_bars_in_proportion_and_leaves_room_for_the_value():
    assert widths(50, 100, 25) == [47, 94, 23.5]


def test_place_draws_shares_of_what_is_full():
    chart = place([Bar("Answered", 50, "50 %")], full=100)

    assert chart.bars[0].width == "42.5%"


def test_place_leaves_more_room_for_a_longer_value():
    assert widths(1, text="over 180 days") == [58]


def test_place_draws_no_bar_for_zero():
    assert widths(0, 0) == [0, 0]


def test_place_keeps_a_small_value_in_sight_beside_a_huge_one():
    assert widths(1, 10**9, 0) == [0.9, 94, 0]


@pytest.mark.parametrize(
    ("text", "printed"),
    [("over 180 days", "over 180 days"), ("1,234,567.89 grams", "1,234,567.89 gr…")],
)
def test_place_shortens_a_value_that_would_leave_the_page(text, printed):
    assert place([Bar("Gummy", 1, text)]).bars[0].value.text == printed


def test_place_breaks_a_long_label_into_lines_above_its_bar():
    (bar,) = place([Bar("Quiet Harbor 10 mg gummies, box of twenty", 1, "1")]).bars

    assert [(line.y, line.text) for line in bar.label_lines] == [
        ("1.00em", "Quiet Harbor 10 mg gummies, box of"),
        ("2.30em", "twenty"),
    ]
    assert bar.y == "2.70em"


bars = st.builds(
    Bar,
    label=st.text(max_size=120),
    value=st.one_of(st.decimals(0, 10**12), st.integers(0, 10**12), st.floats(0, 1e12)),
    text=st.text(max_size=30),
)


@given(st.lists(bars, min_size=1, max_size=8))
def test_place_never_lets_anything_overlap_or_leave_the_drawing(given_bars):
    chart = place(given_bars)

    heights = []
    for bar in chart.bars:
        heights += [em(line.y) for line in bar.label_lines] + [em(bar.y), em(bar.value.y)]
    assert heights == sorted(heights)
    assert max(heights) < em(chart.height)
    assert all(0 <= float(bar.width.removesuffix("%")) <= 97 for bar in chart.bars)
