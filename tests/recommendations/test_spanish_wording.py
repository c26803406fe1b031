"""The Spanish words say what the English ones say: same numbers, names and parameters, as plain and as short."""

import re
from itertools import pairwise

import pytest

from recommendations.guideline import load_texts
from recommendations.information.words import load_words
from tests.recommendations.wording import sentences

ENGLISH = dict(load_texts("en").entries) | dict(load_words("en").entries)
SPANISH = dict(load_texts("es").entries) | dict(load_words("es").entries)
WHOLE = {
    key: entry if isinstance(entry, str) else " ".join(entry) for key, entry in SPANISH.items()
}
PARAM, NUMBER = re.compile(r"\{\w+\}"), re.compile(r"\d+(?:\.\d+)?")
BRAND = re.compile(r"\b[A-Z][\w-]+")
MOST_WORDS = 30
# Szigriszt-Pazos on the INFLESZ scale: from 55 "normal", from 65 "fairly easy".
HARDEST, FAIRLY_EASY = 50, 65
TOLD = (".text", ".message", ".next", ".reason", ".tips", ".known", ".empty", ".how", ".watch")
FAMILIAR = re.compile(r"\b(?:tú|ti|tu|tus|contigo|vos|tienes|debes|puedes|tomas|usas|quieres)\b", re.I)  # fmt: skip
SPAIN = re.compile(r"\b(?:vosotros|coger|zumo|ordenador|conducir|conduzca)\b", re.I)
# The same in both languages.
ALIKE = {
    "answer.allergens.alcohol.label",
    "answer.medication_class.botulinum_toxin.hint",
    "answer.medication_class.clopidogrel.hint",
    "answer.medication_class.clobazam.hint",
    "answer.medication_class.citalopram_escitalopram.hint",
    "answer.spasm_location.pelvis_perineum.label",
}


def found(pattern, entry):
    return sorted(pattern.findall(entry if isinstance(entry, str) else " ".join(entry)))


def syllables(word):
    """Groups of vowels; two strong ones, or a weak one with an accent, stand apart."""
    word = re.sub(r"([qg])u(?=[eiéí])", r"\1", re.sub(r"y$", "i", word.lower()))
    groups = re.findall(r"[aeiouáéíóúü]+", word)
    pairs = [{*pair} for group in groups for pair in pairwise(group)]
    apart = [pair & {"í", "ú"} or pair <= {*"aeoáéó"} for pair in pairs]
    return max(len(groups) + sum(map(bool, apart)), 1)


def ease(text):
    """Szigriszt-Pazos; the higher, the easier to read. A parameter counts as a short word."""
    words = re.findall(r"[^\W\d_]+", PARAM.sub("nueve", text))
    per_word = sum(map(syllables, words)) / len(words)
    return 206.835 - 62.3 * per_word - len(words) / len(sentences(text))


@pytest.mark.parametrize("pattern", [PARAM, NUMBER], ids=["parameters", "numbers"])
def test_parameters_and_numbers_are_those_of_the_english_sentence(pattern):
    differing = [
        key for key in ENGLISH if found(pattern, ENGLISH[key]) != found(pattern, SPANISH[key])
    ]

    assert differing == []


def test_lists_are_as_long_as_the_english_ones():
    uneven = [
        key
        for key, entry in ENGLISH.items()
        if not isinstance(entry, str) and len(entry) != len(SPANISH[key])
    ]

    assert uneven == []


def test_brands_on_packs_are_all_named():
    """They stand in brackets after a medicine."""
    named = {
        key: BRAND.findall(" ".join(re.findall(r"\(([^)]*)\)", entry)))
        for key, entry in ENGLISH.items()
        if key.startswith("answer.medication_class.") and key.endswith(".hint")
    }
    lost = {
        (key, brand) for key, brands in named.items() for brand in brands if brand not in WHOLE[key]
    }

    assert lost == set()


def test_sentences_are_short():
    long = {
        key: sentence
        for key, text in WHOLE.items()
        if not key.endswith(".hint")  # a hint may be a list of brand names
        for sentence in sentences(text)
        if len(sentence.split()) > MOST_WORDS
    }

    assert long == {}


def test_what_is_told_reads_easily():
    scores = {key: ease(text) for key, text in WHOLE.items() if key.endswith(TOLD)}
    page = [text for key, text in WHOLE.items() if key.startswith("spasms.")]

    assert {key: round(score) for key, score in scores.items() if score < HARDEST} == {}
    assert sum(scores.values()) / len(scores) > FAIRLY_EASY
    assert ease(" ".join(page)) > FAIRLY_EASY


def test_ease_tells_plain_from_hard():
    plain = "Siéntese. Tome agua. Se le va a pasar."
    hard = (
        "La administración de cannabinoides requiere supervisión farmacológica multidisciplinaria."
    )

    assert ease(hard) < HARDEST < ease(plain)


def test_reader_is_addressed_as_usted_in_words_of_the_americas():
    told = {key: text for key, text in WHOLE.items() if FAMILIAR.search(text) or SPAIN.search(text)}

    assert told == {}


def test_texts_are_tidy_and_questions_open_as_they_close():
    untidy = [
        key
        for key, text in WHOLE.items()
        if text != " ".join(text.split()) or text.count("?") != text.count("¿")
    ]

    assert untidy == []


def test_nothing_is_left_in_english():
    assert {key for key in ENGLISH if ENGLISH[key] == SPANISH[key]} == ALIKE
