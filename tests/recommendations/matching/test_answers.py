import re

import pytest

from recommendations.guideline import load_guideline
from recommendations.matching import Answers, AnswersError


def read(**data):
    return Answers.from_dict(data, load_guideline())


REFUSED = [
    pytest.param(
        {"spasm_location": ["knee"]},
        "spasm_location: unknown value 'knee'; one of eyelid, face,",
        id="value",
    ),
    pytest.param(
        {"laterality": "up"}, "laterality: unknown value 'up'; one of left, right", id="one-value"
    ),
    pytest.param({"mood": "low"}, "'mood': unknown key; one of age, pregnancy_status", id="key"),
    pytest.param(
        {"spasm_location": "calf"}, "spasm_location: expected a list, not 'calf'", id="not-a-list"
    ),
    pytest.param({"spasm_location": [3]}, "spasm_location: expected text, not 3", id="not-a-word"),
    pytest.param(
        {"spasm_location": [None]}, "spasm_location: expected text, not None", id="null-in-a-list"
    ),
    pytest.param(
        {"spasm_pattern": ["cramp"]}, "spasm_pattern: expected text, not ['cramp']", id="list"
    ),
    pytest.param({"age": True}, "age: expected a whole number, not True", id="age-flag"),
    pytest.param({"age": 40.0}, "age: expected a whole number, not 40.0", id="age-fraction"),
    pytest.param({"age": "40"}, "age: expected a whole number, not '40'", id="age-text"),
    pytest.param({"age": -1}, "age: expected 0 to 120, not -1", id="age-negative"),
    pytest.param({"age": 121}, "age: expected 0 to 120, not 121", id="age-too-high"),
    pytest.param({"psfs_frequency": 5}, "psfs_frequency: expected 0 to 4, not 5", id="frequency"),
    pytest.param({"psfs_severity": 0}, "psfs_severity: expected 1 to 3, not 0", id="severity"),
    pytest.param(
        {"alcohol_heavy": "no"}, "alcohol_heavy: expected true or false, not 'no'", id="flag"
    ),
    pytest.param(
        {"alcohol_heavy": 0}, "alcohol_heavy: expected true or false, not 0", id="flag-number"
    ),
    pytest.param({"medication_other": 3}, "medication_other: expected text, not 3", id="text"),
    pytest.param(
        {"timing": ["not_sure"]}, "timing: unknown value 'not_sure'", id="not-sure-elsewhere"
    ),
]


@pytest.mark.parametrize(("data", "message"), REFUSED)
def test_from_dict_refuses_in_one_line(data, message):
    with pytest.raises(AnswersError, match=f"^{re.escape(message)}[^\n]*$"):
        Answers.from_dict(data, load_guideline())


@pytest.mark.parametrize("data", [None, [], "x", 3])
def test_from_dict_no_object_is_refused(data):
    with pytest.raises(AnswersError, match=r"^answers: expected an object, not "):
        Answers.from_dict(data, load_guideline())


def test_from_dict_long_value_is_cut_short():
    with pytest.raises(AnswersError, match=r"not 'x{56}\.\.\.$"):
        Answers.from_dict({"spasm_location": "x" * 1000}, load_guideline())


def test_from_dict_nothing_is_all_missing():
    assert read() == Answers()


def test_from_dict_null_is_missing():
    assert read(age=None, condition=None) == Answers()


def test_from_dict_empty_list_is_an_answer():
    assert read(condition=[]).condition == ()


def test_from_dict_lists_are_sets():
    assert read(spasm_location=["calf", "neck", "calf"]) == read(spasm_location=["neck", "calf"])


@pytest.mark.parametrize("key", ["condition", "medication_class", "red_flag"])
def test_from_dict_not_sure_is_kept(key):
    assert getattr(read(**{key: ["not_sure"]}), key) == ("not_sure",)


@pytest.mark.parametrize(
    "flag",
    ["saddle_numbness", "heavy_fluid_loss", "progressive_limb_weakness", "twitch_over_2_weeks"],
)
def test_from_dict_red_flag_of_every_list_is_known(flag):
    assert read(red_flag=[flag]).red_flag == (flag,)


def test_from_dict_severity_without_spasms_is_dropped():
    assert read(psfs_frequency=0, psfs_severity=2).psfs_severity is None


def test_from_dict_blank_text_is_missing():
    assert read(medication_other="  ") == Answers()


@pytest.mark.parametrize("age", [0, 120])
def test_from_dict_age_bounds_are_allowed(age):
    assert read(age=age).age == age
