import re

import pytest

from recommendations.guideline import GuidelineError, load_guideline
from tests.recommendations.guideline.editions import edition

H07 = 'when = { condition = ["bipolar_disorder"] }'

MALFORMED = [
    pytest.param('{ mood = ["low"] }', "unknown predicate word 'mood'", id="unknown-word"),
    pytest.param("{}", "a predicate is a table with exactly one word", id="empty"),
    pytest.param(
        "{ age_below = 20, age_from = 10 }",
        "a predicate is a table with exactly one word",
        id="two-words",
    ),
    pytest.param("{ any_of = [] }", "a combination needs a list of predicates", id="no-parts"),
    pytest.param("{ any_of = [1] }", "a predicate is a table", id="part-not-a-table"),
    pytest.param('{ age_below = "old" }', "age: 'old' is not a whole number", id="age-a-word"),
    pytest.param("{ age_from = true }", "age: True is not a whole number", id="age-a-flag"),
    pytest.param("{ condition = 3 }", "condition: 3 is not a list", id="values-not-a-list"),
    pytest.param("{ condition = [3] }", "condition: unknown value 3", id="value-not-a-word"),
    pytest.param('{ condition = "ILL" }', "condition: unknown set 'ILL'", id="unknown-set"),
    pytest.param('{ store = ["x"] }', "store has no list of values; ask not_empty", id="free-text"),
    pytest.param('{ not_empty = "mood" }', "not_empty: unknown answer 'mood'", id="not-an-answer"),
    pytest.param(
        '{ missing = ["timing"] }', "missing: ['timing'] are not safety keys", id="not-a-safety-key"
    ),
    pytest.param("{ only = { age_from = 3 } }", "only: needs an answer's key", id="only-an-age"),
    pytest.param(
        '{ shown_any = ["edible"] }',
        "'shown_any' is not yet known where this rule is read",
        id="routes-before-they-are-known",
    ),
]


@pytest.mark.parametrize(("predicate", "reason"), MALFORMED)
def test_predicate_malformed_is_refused_with_its_reason(predicate, reason):
    files = edition("blocks.toml", H07, f"when = {predicate}")

    with pytest.raises(GuidelineError, match=re.escape(f"blocks.toml: H07: when: {reason}")):
        load_guideline(files)


def test_predicate_category_before_it_is_known_is_refused():
    files = edition(
        "categories.toml",
        'when = { diagnosis = ["stroke"] }',
        'when = { category_in = ["stroke_spasticity"] }',
    )

    with pytest.raises(GuidelineError, match="'category_in' is not yet known"):
        load_guideline(files)


def test_predicate_shown_with_grade_without_a_grade_is_refused():
    files = edition("warnings.toml", ', grades = ["C", "D", "N"]', "")

    with pytest.raises(GuidelineError, match="shown_with_grade: needs route and grades"):
        load_guideline(files)
