import pytest

from recommendations.guideline import load_guideline
from recommendations.patient.times import in_words, lasts, onset

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
