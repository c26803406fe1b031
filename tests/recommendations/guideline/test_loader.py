import re

import pytest

from recommendations.guideline import GuidelineError, load_guideline, rules_of
from tests.recommendations.guideline.editions import edition, without

BROKEN = [
    pytest.param(
        edition("blocks.toml", '["page2020"]', '["page1999"]'),
        "blocks.toml: H22: source 'page1999' is not in references.toml",
        id="unknown-reference",
    ),
    pytest.param(
        edition("blocks.toml", 'source = ["page2020"]', ""),
        "blocks.toml: H22: source is missing",
        id="uncited",
    ),
    pytest.param(
        edition("cautions.toml", 'source = "design-choice"', "source = []"),
        "cautions.toml: C05: source is empty",
        id="empty-source",
    ),
    pytest.param(
        edition("cautions.toml", '"design-choice"', '"hearsay"'),
        "cautions.toml: C05: source: unknown word 'hearsay'",
        id="unknown-source-word",
    ),
    pytest.param(
        edition("blocks.toml", 'id = "H02"', 'id = "H01"'),
        "blocks.toml: H01: the id stands twice",
        id="duplicate-id",
    ),
    pytest.param(
        edition("cautions.toml", 'id = "C01"', 'id = "H01"'),
        "H01: two rules carry this id",
        id="one-id-in-two-files",
    ),
    pytest.param(
        edition("blocks.toml", 'routes = ["edible"]', 'routes = ["drinkable"]'),
        "blocks.toml: H14: routes: unknown value 'drinkable'",
        id="unknown-route-of-a-block",
    ),
    pytest.param(
        edition("routes.toml", 'id = "edible"', 'id = "drinkable"'),
        "routes.toml: drinkable: unknown route",
        id="unknown-route",
    ),
    pytest.param(
        edition("blocks.toml", '["bipolar_disorder"]', '["bipolar"]'),
        "blocks.toml: H07: when: condition: unknown value 'bipolar'",
        id="unknown-answer",
    ),
    pytest.param(
        edition("cautions.toml", 'disposition = "see_doctor_routine"', 'disposition = "rest"'),
        "cautions.toml: C01: disposition: unknown value 'rest'",
        id="unknown-disposition",
    ),
    pytest.param(
        edition("dispositions.toml", 'id = "standard"', 'id = "usual"'),
        "dispositions.toml: the dispositions must be emergency",
        id="a-disposition-missing",
    ),
    pytest.param(
        edition("warnings.toml", '["nocturnal_leg_cramp"]', '["leg_cramp"]'),
        "warnings.toml: W_CHECK_CRAMP_CAUSES: when: category: unknown value 'leg_cramp'",
        id="unknown-category",
    ),
    pytest.param(
        edition("medicines.toml", '"W_TACHYCARDIA"', '"W_PULSE"'),
        "medicines.toml: M07: warning: unknown value 'W_PULSE'",
        id="unknown-warning",
    ),
    pytest.param(
        edition("dispositions.toml", '"W_URGENT"', '"W_HURRY"'),
        "dispositions.toml: urgent_same_day: only_warnings: unknown warning 'W_HURRY'",
        id="unknown-only-warning",
    ),
    pytest.param(
        edition("medicines.toml", '"quinine"', '"statin"'),
        "medicines.toml: quinine: no medicine rule names this class",
        id="a-medicine-without-a-rule",
    ),
    pytest.param(
        edition("evidence.toml", 'topical = { grade = "N", source = "none-found" }\n', ""),
        "evidence.toml: ms_spasticity: topical is missing",
        id="matrix-incomplete",
    ),
    pytest.param(
        edition("evidence.toml", 'grade = "C"', 'grade = "E"'),
        "evidence.toml: ms_spasticity: smoked: grade: unknown value 'E'",
        id="unknown-grade",
    ),
    pytest.param(
        edition("evidence.toml", 'category = "task_dystonia"', 'category = "writers_cramp"'),
        "sets.toml: category: NEURO: unknown value 'task_dystonia'",
        id="set-of-an-unknown-category",
    ),
    pytest.param(
        edition("categories.toml", 'id = "exercise_cramp"', 'id = "sports_cramp"'),
        "categories.toml: exercise_cramp: a category needs an entry here and in evidence.toml",
        id="category-without-evidence",
    ),
    pytest.param(
        edition("categories.toml", 'when = { diagnosis = ["multiple_sclerosis"] }', ""),
        "categories.toml: every category but the last needs 'when', and the last has none",
        id="a-category-that-takes-all-too-early",
    ),
    pytest.param(
        edition("choice.toml", 'chemotypes = ["III"]', 'chemotypes = ["IV"]'),
        "choice.toml: CHEMO-UNDER-25: chemotypes: unknown value 'IV'",
        id="unknown-chemotype",
    ),
    pytest.param(
        edition("choice.toml", "cbd_at_least_thc = true", ""),
        "choice.toml: NAIVE-CBD: needs exactly one of thc_free_only",
        id="a-limit-that-limits-nothing",
    ),
    pytest.param(
        edition("choice.toml", 'id = "EVEN-TIE"', 'id = "COIN"'),
        "choice.toml: the notes must be ROUTE-FITS",
        id="a-note-missing",
    ),
    pytest.param(
        edition("scores.toml", "x_cap = 9", "x_cap = 10"),
        "scores.toml: x_cap must lie under show_threshold",
        id="cap-that-lets-a-negative-trial-through",
    ),
    pytest.param(
        edition("scores.toml", "points = { smoked = -20 }", "points = { smoked = -0.5 }"),
        "scores.toml: base_smoked: points.smoked: Decimal('-0.5') is not a whole number",
        id="points-not-whole",
    ),
    pytest.param(
        edition("scores.toml", "points = { smoked = -20 }", "points = { drunk = -20 }"),
        "scores.toml: base_smoked: points: unknown value 'drunk'",
        id="points-for-an-unknown-route",
    ),
    pytest.param(
        edition("scores.toml", '"smoked", "transdermal_patch"]', '"smoked", "smoked"]'),
        "scores.toml: tie_order must hold every route once",
        id="tie-order-incomplete",
    ),
    pytest.param(
        edition("scores.toml", 'grade = "A"', 'grade = "B"'),
        "scores.toml: the grades must be A, B, C, D, N, X, in this order",
        id="a-grade-without-points",
    ),
    pytest.param(
        edition("scores.toml", 'depth = "diffuse"', 'depth = "deep"'),
        "scores.toml: deep: a depth of answers.toml needs one [[depth]] here, and no other",
        id="a-depth-without-points",
    ),
    pytest.param(
        edition("scores.toml", 'id = "PATCH"', 'id = "PLASTER"'),
        "scores.toml: the gates must be P-ROUTE",
        id="a-gate-missing",
    ),
    pytest.param(
        edition("dosing.toml", 'id = "daily"', 'id = "hourly"'),
        "dosing.toml: hourly: unknown value of cannabis_experience",
        id="dose-of-an-unknown-experience",
    ),
    pytest.param(
        edition("answers.toml", 'abdomen = "visceral_possible"', ""),
        "answers.toml: depth: every place of spasm_location needs a depth, and no other",
        id="a-place-without-a-depth",
    ),
    pytest.param(
        edition("answers.toml", 'key = "store"', 'key = "shop"'),
        "answers.toml: the questions must be age",
        id="a-question-missing",
    ),
    pytest.param(
        edition("answers.toml", 'if_missing = "unsure"', 'if_missing = "perhaps"'),
        "answers.toml: spasm_pattern: if_missing: unknown value 'perhaps'",
        id="unknown-stand-in",
    ),
    pytest.param(
        edition("answers.toml", "maximum = 120", ""),
        "answers.toml: age: a number needs minimum and maximum",
        id="a-number-without-bounds",
    ),
    pytest.param(
        edition(
            "unanswered.toml",
            'routes = "SYSTEMIC"\ndisposition = "counselor_review"',
            'routes = "SYSTEMIC"\ndisposition = "see_doctor_soon"',
        ),
        "unanswered.toml: U03: see_doctor_soon withholds products",
        id="unanswered-and-withheld-with-routes-left-open",
    ),
    pytest.param(
        edition(
            "blocks.toml",
            'routes = ["edible"]\ndisposition = "see_doctor_routine"',
            'routes = ["edible"]\ndisposition = "not_eligible"',
        ),
        "blocks.toml: H14: not_eligible withholds products, so the rule must block ALL routes",
        id="withheld-with-routes-left-open",
    ),
    pytest.param(
        edition("cautions.toml", '"counselor_review"', '"not_eligible"'),
        "cautions.toml: C02: not_eligible withholds products, so the rule must block ALL routes",
        id="a-caution-that-withholds",
    ),
    pytest.param(
        edition("blocks.toml", "clears =", "cleares ="),
        "blocks.toml: H01: clears is missing",
        id="misspelled-key",
    ),
    pytest.param(
        edition("blocks.toml", 'id = "H03"', 'id = "H03"\nnote = "x"'),
        "blocks.toml: H03: unknown key 'note'",
        id="unknown-key",
    ),
    pytest.param(
        edition("blocks.toml", 'id = "H03"', ""),
        "blocks.toml: a [[block]] has no id",
        id="without-an-id",
    ),
    pytest.param(
        edition("routes.toml", "systemic = true", 'systemic = "yes"'),
        "routes.toml: smoked: systemic: 'yes' is not true or false",
        id="wrong-type",
    ),
    pytest.param(
        edition("routes.toml", "onset_minutes_max = 10", "onset_minutes_max = true"),
        "routes.toml: smoked: onset_minutes_max: True is not a whole number",
        id="a-flag-for-a-number",
    ),
    pytest.param(
        edition("sets.toml", "NEURO = [", "NEURO = [1, "),
        "sets.toml: category: NEURO: 1 is not text",
        id="a-number-in-a-list-of-words",
    ),
    pytest.param(
        edition("derived.toml", "[[derived]]", "[[derived"),
        "derived.toml: not valid TOML",
        id="not-toml",
    ),
    pytest.param(
        without("evidence.toml"), "evidence.toml: the data file is missing", id="file-missing"
    ),
    pytest.param(
        {**without("x"), "extra.toml": ""}, "extra.toml: not a data file", id="file-unknown"
    ),
]


@pytest.mark.parametrize(("files", "message"), BROKEN)
def test_load_guideline_broken_edition_names_file_entry_and_reason(files, message):
    with pytest.raises(GuidelineError, match=re.escape(message)):
        load_guideline(files)


def test_load_guideline_shipped_is_read_once():
    assert load_guideline() is load_guideline()


def test_load_guideline_own_files_give_the_same_version():
    shipped = load_guideline()

    assert load_guideline(shipped.files).version == shipped.version


def test_version_is_label_and_twelve_hex_digits():
    assert re.fullmatch(r"2025\.1\+[0-9a-f]{12}", load_guideline().version)


def test_version_changed_rule_changes_the_hash():
    changed = load_guideline(edition("dosing.toml", "wait_minutes = 15", "wait_minutes = 16"))

    assert changed.version != load_guideline().version


def test_version_line_ends_do_not_count():
    shipped = load_guideline()
    windows = {name: text.replace("\n", "\r\n") for name, text in shipped.files.items()}

    assert load_guideline(windows).version == shipped.version


def test_rules_source_of_every_rule_is_known():
    rules = rules_of(load_guideline()).values()

    assert [rule.id for rule in rules if not (rule.source.keys or rule.source.word)] == []


@pytest.mark.parametrize(
    ("rule", "verified"),
    [
        pytest.param("H22", True, id="read"),
        pytest.param("H07", False, id="only-in-part"),
        pytest.param("H15", False, id="only-from-knowledge"),
        pytest.param("H14", False, id="unverified"),
        pytest.param("C05", False, id="design-choice"),
    ],
)
def test_verified_only_where_a_reference_was_read(rule, verified):
    assert rules_of(load_guideline())[rule].verified == verified
