import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.products import make

ADULT = {"age": 40, "pregnancy_status": "not_applicable", "red_flag": []}


def run(path, data, *arguments):
    file = path / "answers.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    out = StringIO()
    call_command("suggest", str(file), *arguments, stdout=out)
    return json.loads(out.getvalue())


def refusal(path, data, *arguments):
    with pytest.raises(CommandError) as refused:
        run(path, data, *arguments)
    assert refused.value.returncode == 2
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_one_object_gives_one_outcome_without_a_database(tmp_path):
    outcome = run(tmp_path, ADULT, "--no-products")

    assert list(outcome) == [
        "guideline_version",
        "policy",
        "category",
        "disposition",
        "referral",
        "release",
        "products_allowed",
        "shown",
        "routes",
        "warnings",
        "first_dose_thc_mg",
        "suggestions",
        "unfilled",
    ]
    assert outcome["suggestions"] is None


def test_list_gives_a_list_in_the_same_order(tmp_path):
    outcomes = run(tmp_path, [{"age": 17}, ADULT], "--no-products")

    assert [each["disposition"] for each in outcomes] == ["not_eligible", "counselor_review"]


def test_empty_list_gives_an_empty_list(tmp_path):
    assert run(tmp_path, [], "--no-products") == []


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(json.dumps(ADULT)))
    out = StringIO()

    call_command("suggest", "-", "--no-products", stdout=out)

    assert json.loads(out.getvalue())["policy"] == "default"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"knee": 1}, "'knee': unknown key"),
        ([ADULT, {"knee": 1}], "[1] 'knee': unknown key"),
        ({"spasm_location": ["knee"]}, "spasm_location: unknown value 'knee'"),
        ({"age": "40"}, "age: expected a whole number, not '40'"),
        ({"age": True}, "age: expected a whole number, not True"),
        ({"age": 121}, "age: expected 0 to 120, not 121"),
        ({"red_flag": "none"}, "red_flag: expected a list, not 'none'"),
        ("7", "answers: expected an object, not 7"),
        ("{", "not JSON"),
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('{"age": 30, "age": 31}', "age: this key stands twice in one object."),
        ('[{}, {"age": 30, "age": 31}]', "[1] age: this key stands twice in one object."),
        ('{"age": ' + "9" * 5000 + "}", "not JSON"),
    ],
)
def test_bad_answers_are_named_in_one_line(tmp_path, data, message):
    assert message in refusal(tmp_path, data, "--no-products")


def test_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nothing\.json: No such file or directory"):
        call_command("suggest", str(tmp_path / "nothing.json"))


def test_file_in_another_encoding_is_named(tmp_path):
    file = tmp_path / "answers.json"
    file.write_bytes(b'{"medication_other": "caf\xe9"}')

    with pytest.raises(CommandError, match=r"answers\.json: not UTF-8 text"):
        call_command("suggest", str(file))


@pytest.mark.django_db
def test_unknown_store_is_named_with_those_that_exist(tmp_path):
    make.store(slug="elm-street")

    message = refusal(tmp_path, ADULT | {"store": "oak-street"})

    assert message == "store: unknown value 'oak-street'; stores here: elm-street."


@pytest.mark.django_db
def test_suggestions_are_printed_whatever_their_release(tmp_path, now):
    answers = ADULT | {
        "spasm_location": ["shoulder"],
        "spasm_pattern": "spasm_tightness",
        "episode_duration": "1_to_24_hours",
        "cannabis_experience": "regular",
        "condition": ["depression_anxiety"],
        "medication_class": [],
        "alcohol_heavy": False,
    }
    cream = make.product("cream", name="Plain cream")
    make.batch(cream, number="CR-1", readings={"total_thc": "0.1", "total_cbd": "1"})

    outcome = run(tmp_path, answers)

    assert outcome["release"] == "after_review"
    assert [(each["route"], each["batch"]) for each in outcome["suggestions"]] == [
        ("topical", "CR-1")
    ]


@pytest.mark.django_db
def test_route_left_empty_names_its_rule(tmp_path, now):
    answers = ADULT | {
        "spasm_location": ["shoulder"],
        "condition": ["psychosis_personal"],
        "medication_class": [],
        "alcohol_heavy": False,
    }
    make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})

    outcome = run(tmp_path, answers)

    assert [(each["route"], each["rule"]) for each in outcome["unfilled"]] == [
        ("topical", "THC-FREE-MIND")
    ]
