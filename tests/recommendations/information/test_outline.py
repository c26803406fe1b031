from datetime import date

import pytest

from recommendations.guideline import GuidelineError, load_guideline
from recommendations.information.outline import DATA, load_outline, parse_outline

GUIDELINE = load_guideline()
SHIPPED = (DATA / "muscle_spasms.toml").read_text(encoding="utf-8")


def parsed(old, new):
    assert old in SHIPPED
    return parse_outline(SHIPPED.replace(old, new, 1), "muscle_spasms.toml", GUIDELINE)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param('toxin = ["kraft1988"]', 'toxin = ["nobody2020"]', r"forms\.blepharospasm\.toxin: source 'nobody2020' is not in references\.toml", id="unknown"),
        pytest.param('toxin = ["kraft1988"]', 'toxin = ["cfpc2014"]', r"forms\.blepharospasm\.toxin: none of its sources was read; say unverified instead", id="not-read"),
        pytest.param('toxin = ["kraft1988"]', "toxin = []", r"forms\.blepharospasm\.toxin: source is empty", id="none"),
        pytest.param('toxin = ["kraft1988"]', 'toxin = "true"', r"forms\.blepharospasm\.toxin: source: unknown word 'true'", id="word"),
        pytest.param('[section.part.ms]', '[section.part]\nms = 3\n[section.part.other]', r"diseases: diseases\.ms: 3 is not a table of statements", id="no-table"),
        pytest.param("2026-11-30", "30 November", r"checked_on: '30 November' is no date", id="date"),
        pytest.param("2027-05-31", "2026-11-30", r"check_again_on must come after checked_on", id="order"),
        pytest.param('smoked = ["hancox', 'smokes = ["hancox', r"risk must name smoked, vaporized", id="risk"),
        pytest.param("reviewed_by", "approved_by", r"reviewed_by is missing", id="key"),
    ],
)  # fmt: skip
def test_broken_outline_names_the_entry(old, new, reason):
    with pytest.raises(GuidelineError, match=rf"^muscle_spasms\.toml: {reason}"):
        parsed(old, new)


@pytest.mark.parametrize(
    ("today", "overdue"), [(date(2027, 5, 31), False), (date(2027, 6, 1), True)]
)
def test_page_is_overdue_the_day_after_it_should_have_been_checked(today, overdue):
    assert load_outline(GUIDELINE).is_overdue(today=today) is overdue
