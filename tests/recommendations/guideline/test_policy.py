import re
from dataclasses import replace

import pytest

from recommendations.guideline import PolicyError, load_policy, load_texts, parse_policy
from recommendations.guideline.policy import Pickup

TEXT = load_policy("default").text

BROKEN = [
    pytest.param(
        "minimum_age = 18", "minimum_age = 17", "minimum_age: 17 is not between 18", id="minors"
    ),
    pytest.param(
        "minimum_age = 18", "minimum_age = 99", "minimum_age: 99 is not between", id="too-old"
    ),
    pytest.param("minimum_age = 18", "", "minimum_age is missing", id="missing"),
    pytest.param("minimum_age = 18", "minimum_age = true", "minimum_age: True is not", id="flag"),
    pytest.param(
        "coa_max_age_months = 12",
        "coa_max_age_months = 0",
        "coa_max_age_months: 0 is not between 1",
        id="no-test-is-ever-young-enough",
    ),
    pytest.param(
        '"edible"', '"drinkable"', "routes_allowed: unknown value 'drinkable'", id="unknown-route"
    ),
    pytest.param(
        'standard = "now"',
        'standard = "soon"',
        "release: standard: unknown value 'soon'",
        id="release",
    ),
    pytest.param('standard = "now"\n', "", "release: standard is missing", id="release-missing"),
    pytest.param(
        'standard = "now"',
        'standard = "now"\nusual = "now"',
        "release: unknown key 'usual'",
        id="extra",
    ),
    pytest.param(
        'minimum_age = "design-choice"',
        'minimum_age = "law"',
        "source: minimum_age: unknown value 'law'",
        id="source-word",
    ),
    pytest.param('"911"', '" "', "emergency_number is empty", id="empty-number"),
    pytest.param('"911"', "911", "emergency_number: 911 is not text", id="number-not-text"),
    pytest.param('name = "default"', "name =", "not valid TOML", id="not-toml"),
    pytest.param('name = "default"', 'name = "a"\nage = 3', "unknown key 'age'", id="unknown-key"),
]


@pytest.mark.parametrize(("old", "new", "reason"), BROKEN)
def test_parse_policy_broken_names_file_key_and_reason(old, new, reason):
    assert old in TEXT

    with pytest.raises(PolicyError, match=re.escape("mine.toml: ") + ".*" + re.escape(reason)):
        parse_policy(TEXT.replace(old, new, 1), "mine.toml")


def test_load_policy_by_path_reads_that_file(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_text(TEXT.replace("minimum_age = 18", "minimum_age = 21"), encoding="utf-8")

    assert load_policy(str(path)).minimum_age == 21


def test_load_policy_unknown_name_lists_the_shipped_ones():
    with pytest.raises(PolicyError, match=r"nowhere\.toml: cannot be read .* policies: default"):
        load_policy("nowhere")


def test_load_policy_not_text_is_refused(tmp_path):
    path = tmp_path / "ours.toml"
    path.write_bytes(b"\xff\xfe")

    with pytest.raises(PolicyError, match="is not UTF-8 text"):
        load_policy(str(path))


def test_policy_text_gives_the_policy_back():
    policy = load_policy("default")

    assert parse_policy(policy.text, "again.toml").release == policy.release


def test_policy_default_releases_as_decided():
    assert dict(load_policy("default").release) == {
        "emergency": "never",
        "urgent_same_day": "never",
        "not_eligible": "never",
        "see_doctor_soon": "never",
        "prescriber_first": "after_review",
        "see_doctor_routine": "now",
        "counselor_review": "after_review",
        "standard": "now",
    }


@pytest.mark.parametrize(
    ("dispositions", "release"),
    [
        pytest.param(["standard"], "now", id="one"),
        pytest.param(
            ["see_doctor_routine", "counselor_review", "standard"],
            "after_review",
            id="weaker-is-later",
        ),
        pytest.param(["emergency", "standard"], "never", id="never"),
    ],
)
def test_strictest_release_is_the_latest_of_all(dispositions, release):
    assert load_policy("default").strictest_release(dispositions) == release


def test_policy_of_before_pickups_is_still_read():
    before = re.sub(r"(?ms)^# What a patient may have kept.*?^\[source\]", "[source]", TEXT)
    before = before.replace('pickup = "design-choice"\n', "")

    assert parse_policy(before, "before.toml").pickup == Pickup()


def test_pickup_says_how_much_and_how_long():
    assert load_policy("default").pickup == Pickup(hours=48, most_pieces=2, most_grams=7)


def test_pickup_of_too_many_hours_is_refused():
    with pytest.raises(PolicyError, match="hours: 999 is not between 0 and 336"):
        parse_policy(TEXT.replace("hours = 48", "hours = 999"), "x.toml")


def test_parse_policy_urgent_care_in_another_language_is_kept():
    policy = parse_policy(f'{TEXT}\n[urgent_care_in]\nes = "la clínica Elm"\n', "x.toml")

    assert policy.urgent_care_in == {"es": "la clínica Elm"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        pytest.param('tlh = "Qapla"', "urgent_care_in: no language 'tlh'; one of es", id="unknown"),
        pytest.param('es = ""', "urgent_care_in: es is empty", id="empty"),
    ],
)
def test_parse_policy_urgent_care_in_broken_is_refused(line, reason):
    with pytest.raises(PolicyError, match=re.escape(reason)):
        parse_policy(f"{TEXT}\n[urgent_care_in]\n{line}\n", "x.toml")


def test_params_urgent_care_is_the_policys_in_english():
    policy = replace(load_policy("default"), urgent_care="the Elm Street clinic")

    assert policy.params(load_texts("en"))["urgent_care"] == "the Elm Street clinic"


def test_params_urgent_care_is_the_languages_own_where_the_policy_has_none():
    spanish, policy = load_texts("es"), load_policy("default")
    told = replace(policy, urgent_care_in={"es": "la clínica Elm"})

    assert told.params(spanish)["urgent_care"] == "la clínica Elm"
    assert policy.params(spanish)["urgent_care"] == spanish.get("policy.urgent_care")
