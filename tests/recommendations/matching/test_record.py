import json

import pytest
from hypothesis import given

from recommendations.guideline import load_policy
from recommendations.matching import Answers, Assessment, Candidate, Choice, assess, choose
from recommendations.matching.record import from_record, to_record
from tests.recommendations.matching.builders import candidate
from tests.recommendations.matching.strategies import GUIDELINE, answer_dicts, read, shelves


def through_json(value):
    return from_record(type(value), json.loads(json.dumps(to_record(value))))


@given(answer_dicts)
def test_answers_and_assessment_come_back_equal(data):
    answers = read(data)
    assessment = assess(answers, GUIDELINE, load_policy("default"))

    assert (through_json(answers), through_json(assessment)) == (answers, assessment)


@given(answer_dicts, shelves)
def test_choice_comes_back_equal(data, shelf):
    assessment = assess(read(data), GUIDELINE, load_policy("default"))
    choice = choose(assessment, shelf)

    assert through_json(choice) == choice


@pytest.mark.parametrize("allergens", [None, frozenset(), frozenset({"soy", "dairy"})])
def test_unknown_ingredients_are_kept_apart_from_none(allergens):
    batch = candidate(allergens=allergens)

    assert through_json(batch).allergens == allergens


@pytest.mark.parametrize("kind", [Assessment, Candidate])
def test_record_without_a_needed_field_is_refused(kind):
    with pytest.raises(KeyError):
        from_record(kind, {})


@pytest.mark.parametrize("kind", [Answers, Choice])
def test_field_that_came_later_takes_its_default(kind):
    assert from_record(kind, {}) == kind()
