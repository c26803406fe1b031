import pytest

from recommendations.guideline import load_guideline, load_texts
from recommendations.patient.times import in_words, lasts, onset, spans

ROUTES = load_guideline().routes
UNKNOWN = "not known: nobody has measured it well"


@pytest.mark.parametrize(
    ("route", "starts", "stays"),
    [
        ("vaporized", "within 10 minutes", "2 to 4 hours"),
        (
            "edible",
            "after 30 to 120 minutes",
            "4 to 12 hours; you may still feel something for 24 hours",
        ),
        ("topical", UNKNOWN, UNKNOWN),
        ("transdermal_patch", UNKNOWN, "12 hours or more"),
    ],
)
def test_times_are_said_as_the_guideline_has_them(route, starts, stays):
    found = load_guideline().routes[route]

    assert (onset(found), lasts(found)) == (starts, stays)


def test_two_unknown_times_are_said_in_one_sentence():
    found = load_guideline().routes["topical"]

    assert in_words(found) == ("Nobody has measured well how soon it acts and how long it lasts",)


def test_known_times_are_a_line_each():
    found = load_guideline().routes["vaporized"]

    assert in_words(found) == ("Starts to act: within 10 minutes", "Lasts: 2 to 4 hours")


def test_spans_put_the_patients_episode_beside_the_route():
    found = spans(ROUTES["edible"], "10_to_60_minutes", load_texts("en"))

    assert [(each.label, each.text, each.yours) for each in found] == [
        ("Starts to act", "after 30 to 120 minutes", False),
        ("Strongest", "after 1.5 hours to 4 hours", False),
        (
            "Lasts",
            "4 to 12 hours; you may still feel something for 24 hours",
            False,
        ),
        ("Your spasm", "10 minutes to 1 hour", True),
    ]


def test_spans_are_none_where_nobody_has_measured():
    assert spans(ROUTES["topical"], "10_to_60_minutes", load_texts("en")) == ()


def test_spans_leave_out_what_is_not_known():
    found = spans(ROUTES["transdermal_patch"], None, load_texts("en"))

    assert [each.label for each in found] == ["Strongest", "Lasts"]
