"""The patient's words are plain, short and without claims, whoever edits them next."""

import re
from string import Formatter

import pytest

from recommendations.guideline import load_guideline, load_texts
from recommendations.guideline.texts import required_keys

TEXTS = {
    key: entry if isinstance(entry, str) else " ".join(entry)
    for key, entry in load_texts("en").entries.items()
}
MOST_WORDS = 30
HIGHEST_GRADE = 8.0

CLAIMS = re.compile(
    r"\b(?:will work|works? (?:for|fast|in|well|within)|treat(?:s|ed|ing)?|cur(?:e|es|ed|ing)|heal(?:s|ed|ing)?"
    r"|prescriptions?|reliev\w*|relief|effective\w*|guarantee\w*|proven to|miracle|risk-free|side-effect-free"
    r"|no side effects|(?:completely|totally|perfectly) safe|will (?:help|ease|stop|calm)|indica|sativa)\b",
    re.IGNORECASE,
)
STOPPING = re.compile(
    r"\b(?:stop|skip|lower|quit)\b[^.]*\b(?:medicines?|baclofen)\b", re.IGNORECASE
)
NOT_ADVICE = re.compile(r"\b(?:never|do not|if you)\b", re.IGNORECASE)
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


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+", text.strip()) if sentence]


def syllables(word: str) -> int:
    """An estimate: groups of vowels, without a silent ending."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(re.findall(r"[aeiouy]+", letters))
    silent = re.search(r"(?<![l])e$|(?<![td])ed$", letters) and not letters.endswith("ee")
    return max(groups - bool(silent), 1)


def grade(text: str) -> float:
    """Flesch-Kincaid US school grade of the text; a parameter counts as a short word."""
    words = re.findall(r"[A-Za-z']+", re.sub(r"\{\w+\}", "nine", text))
    per_sentence = len(words) / len(sentences(text))
    per_word = sum(syllables(word) for word in words) / len(words)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


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
