"""Every question says why it is asked, and one that claims to feed a rule has a case that shows it."""

import re

import pytest
from django.conf import settings

from recommendations.guideline import load_guideline, load_policy
from recommendations.matching import Answers, assess
from recommendations.questionnaire.forms.person import CallForm
from recommendations.questionnaire.pages import PAGES
from recommendations.questionnaire.vocabulary import use_of
from tests.recommendations.questionnaire.answering import ANSWERS

FIELDS = {key: field for page in PAGES for key, field in page.form_class.base_fields.items()}
QUESTIONS = [*FIELDS.values(), *CallForm.base_fields.values()]
CASES = {
    "age": 72,
    "spasm_location": ["eyelid"],
    "red_flag": ["saddle_numbness"],
    "spasm_pattern": "dystonia",
    "episode_duration": "seconds_to_10_minutes",
    "problem_duration": "over_12_weeks",
    "timing": ["exercise_related"],
    "diagnosis": ["multiple_sclerosis"],
    "pregnancy_status": "pregnant",
    "condition": ["asthma_copd_or_lung_disease"],
    "medication_class": ["warfarin_vka"],
    "medication_other": "ginkgo",
    "cannabis_experience": "daily",
    "preferred_delivery": "vaporized",
    "allergens": ["peanut"],
    "alcohol_heavy": True,
    "workplace_drug_test": True,
}
# Where the simple case hides the difference: a cramp at night stays one, however long it has been there.
GIVEN = {"problem_duration": {"timing": []}}


def assessed(**changes):
    guideline = load_guideline()
    answers = Answers.from_dict(ANSWERS | changes, guideline)
    return assess(answers, guideline, load_policy(settings.POLICY))


def test_every_key_is_asked_once():
    asked = [key for page in PAGES for key in page.form_class.base_fields]

    assert sorted(asked) == sorted(set(asked))


def test_every_key_of_the_guideline_is_asked():
    assert set(load_guideline().questions) - set(FIELDS) == set()


@pytest.mark.parametrize("field", QUESTIONS, ids=lambda field: field.question.text)
def test_question_says_why_in_one_or_two_short_sentences(field):
    sentences = re.findall(r"[^.]+\.", field.question.why)

    assert "".join(sentences) == field.question.why
    assert 1 <= len(sentences) <= 2
    assert max(len(sentence.split()) for sentence in sentences) <= 18


def test_every_use_is_a_rule_a_choice_a_baseline_or_for_the_counselor():
    by_use = {use: {k for k in FIELDS if use_of(k) == use} for use in map(use_of, FIELDS)}

    assert by_use == {
        "rule": set(CASES),
        "choice": {"store"},
        "baseline": {"psfs_frequency", "psfs_severity", "nrs_severity"},
        "counselor": {
            "answers_for",
            "consent",
            "laterality",
            "drives_within_8h",
            "children_or_pets_at_home",
            "name",
            "reach_by",
            "email",
            "phone",
        },
    }


@pytest.mark.parametrize("key", CASES)
def test_answer_with_a_rule_changes_the_assessment(key):
    given = GIVEN.get(key, {})

    assert assessed(**given | {key: CASES[key]}) != assessed(**given)


@pytest.mark.parametrize("key", ["laterality", "drives_within_8h", "psfs_frequency"])
def test_answer_without_a_rule_leaves_the_assessment_as_it_is(key):
    other = {"laterality": "right", "drives_within_8h": False, "psfs_frequency": 4}[key]

    assert assessed(**{key: other}) == assessed()
