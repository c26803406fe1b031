import re

from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from herbology.timeline import MARKS_MINUTES, Span, Timeline, percent_of, place


def test_place_of_nothing_is_an_empty_line():
    assert place([]) == Timeline(
        "0.00em",
        (
            ("0.0%", 0),
            ("20.0%", 15),
            ("40.0%", 60),
            ("60.0%", 240),
            ("80.0%", 720),
            ("100.0%", 1440),
        ),
        (),
    )


def test_span_stands_between_its_marks():
    (span,) = place([Span("Lasts", "2 to 4 hours", 15, 240, 60)]).spans

    assert (span.x, span.width, span.sure_width) == ("20.0%", "40.0%", "20.0%")


def test_span_without_an_end_reaches_the_edge():
    (span,) = place([Span("Your spasm", "More than a day", 0, None)]).spans

    assert span.width == "100.0%"


def test_span_of_seconds_can_still_be_seen():
    (span,) = place([Span("Starts", "at once", 0, 0)]).spans

    assert (span.x, span.width) == ("0.0%", "1.5%")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_later_never_stands_before_earlier(one, other):
    earlier, later = sorted((one, other))

    assert 0 <= percent_of(earlier) <= percent_of(later) <= 100


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_no_span_leaves_the_line(start, length):
    (span,) = place([Span("", "", start, start + length)]).spans

    assert float(span.x[:-1]) + float(span.width[:-1]) <= 100.1


def test_marks_are_evenly_apart():
    assert [percent_of(minutes) for minutes in MARKS_MINUTES] == [0, 20, 40, 60, 80, 100]


def test_lines_of_the_chart_over_time_do_not_outline_the_words_of_the_time_line():
    """Both use the class time-line, and a stroke is inherited by text."""
    css = (settings.BASE_DIR / "herbology/static/herbology/charts.css").read_text()

    assert re.findall(r"(?m)^\.time-line \{[^}]*stroke[^}]*\}", css) == []
