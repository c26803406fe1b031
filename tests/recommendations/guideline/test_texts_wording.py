"""The patient's words are plain, short and without claims, whoever edits them next."""

from string import Formatter

import pytest

from recommendations.guideline import load_guideline, load_texts
from recommendations.guideline.texts import required_keys
from tests.recommendations.wording import CLAIMS, NOT_ADVICE, STOPPING, grade, sentences

TEXTS = {
    key: entry if isinstance(entry, str) else " ".join(entry)
    for key, entry in load_texts("en").entries.items()
}
MOST_WORDS = 30
HIGHEST_GRADE = 8.0

PARAMETERS = {
    "disposition": {"emergency_number", "poison_number", "urgent_care"},
    "warning": {"emergency_number", "poison_number", "urgent_care", "dose_mg"},
    "start": {"dose_mg", "wait_minutes", "cap_mg", "ceiling_mg"},
    "choice": {
        *("route", "place", "evidence", "chemotype", "smallest_thc_mg", "dose_mg", "limit_percent"),
        *("thc_percent", "limit_mg", "smallest_cbd_mg", "allergens"),
    },
}
SAFETY = {
    key: text
    for key, text in TEXTS.items()
    if key.startswith(("warning.", "disposition.", "block.", "caution.", "derived.", "unanswered."))
    and key.endswith((".text", ".message", ".next", ".reason"))
}
WHOLE_SENTENCES = (
    *(".text", ".reason", ".message", ".next", ".for", ".against", ".empty", ".how", ".watch"),
    *(".known", ".tips", ".ask"),
)


def test_texts_are_those_the_guideline_needs_beside_hints_and_questions_to_ask():
    told = {key for key in TEXTS if not key.endswith((".hint", ".ask"))}

    assert told == set(required_keys(load_guideline()))


def test_texts_make_no_claim():
    claims = {key: text for key, text in TEXTS.items() if CLAIMS.search(text)}

    assert claims == {}


@pytest.mark.parametrize(
    "claim",
    ["This will work.", "It treats cramps.", "Proven to help", "An effective cream", "Pain relief"],
)
def test_claims_are_recognized(claim):
    assert CLAIMS.search(claim)


def test_texts_never_advise_stopping_a_medicine():
    advice = {
        key: sentence
        for key, text in TEXTS.items()
        if not key.startswith("answer.")
        for sentence in sentences(text)
        if STOPPING.search(sentence) and not NOT_ADVICE.search(sentence)
    }

    assert advice == {}


def test_advice_to_stop_is_recognized():
    assert STOPPING.search("You can stop your medicine.")
    assert NOT_ADVICE.search("You can stop your medicine.") is None


def test_texts_have_short_sentences():
    long = {
        key: sentence
        for key, text in TEXTS.items()
        if not key.endswith(".hint")  # a hint may be a list of brand names
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    }

    assert long == {}


def test_what_keeps_a_patient_safe_reads_at_grade_8_or_below():
    hard = {
        key: round(grade(text), 1) for key, text in SAFETY.items() if grade(text) > HIGHEST_GRADE
    }

    assert hard == {}


def test_grade_tells_plain_from_hard():
    plain = "Sit down. Drink some water. It will pass."
    hard = "Cannabinoid administration necessitates multidisciplinary pharmacological supervision."

    assert grade(plain) < HIGHEST_GRADE < grade(hard)


def test_texts_are_tidy():
    untidy = [key for key, text in TEXTS.items() if not text or text != " ".join(text.split())]

    assert untidy == []


def test_full_texts_end_with_a_full_stop_or_a_question_mark():
    open_ended = [
        key
        for key, text in TEXTS.items()
        if key.endswith(WHOLE_SENTENCES) and not text.endswith((".", "?"))
    ]

    assert open_ended == []


def test_texts_name_only_the_parameters_of_their_part():
    strangers = {
        key: extra
        for key, text in TEXTS.items()
        if (extra := {name for _, name, _, _ in Formatter().parse(text) if name})
        - PARAMETERS.get(key.partition(".")[0], set())
    }

    assert strangers == {}
