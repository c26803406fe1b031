import pytest

from recommendations.desk.report.overriding import Amended, Opened, opened, overridden

SUGGESTED = {1: frozenset({"R1", "R2"}), 2: frozenset({"R1"})}


@pytest.mark.parametrize(
    ("amended", "whys"),
    [
        pytest.param([], set(), id="accepted"),
        pytest.param(
            [Amended(1, 1, "replace", "cost")], {("R1", "cost"), ("R2", "cost")}, id="changed"
        ),
        pytest.param([Amended(1, 2, "withhold", "cost")], {("R1", "cost")}, id="withheld"),
        pytest.param(
            [Amended(2, 2, "withhold", "too_strong"), Amended(1, 2, "replace", "cost")],
            {("R1", "too_strong")},
            id="latest-of-a-place",
        ),
        pytest.param(
            [Amended(1, 2, "withhold", "cost"), Amended(2, 2, "restore", "")], set(), id="restored"
        ),
        pytest.param([Amended(1, 3, "add", "cost")], set(), id="added"),
        pytest.param(
            [Amended(1, 3, "add", "cost"), Amended(2, 3, "withhold", "cost")],
            set(),
            id="added-and-taken-away",
        ),
        pytest.param([Amended(9, 1, "withhold", "cost")], set(), id="after-what-was-published"),
    ],
)
def test_overridden_are_the_rules_behind_what_was_changed_or_withheld(amended, whys):
    assert overridden(SUGGESTED, amended, until=5) == whys


def test_opened_are_the_rules_set_aside_up_to_an_assessment():
    openings = [
        Opened(3, {"edible": ["H14"], "smoked": ["H10", "X-CAP"]}, "informed_wish"),
        Opened(4, {"topical": ["H15"]}, "another_site"),
        Opened(5, {"vaporized": ["H11"]}, "judgement"),
    ]

    assert opened(openings, 4) == {
        ("H14", "informed_wish"),
        ("H10", "informed_wish"),
        ("X-CAP", "informed_wish"),
        ("H15", "another_site"),
    }
