"""The words of the information pages: all there, plain, short, without claims."""

import re
from collections import defaultdict

import pytest

from herbology.claims import find_claims
from recommendations.guideline import GuidelineError, load_guideline, load_texts
from recommendations.guideline.texts import Texts
from recommendations.information import words
from recommendations.information.outline import load_outline
from tests.herbology.markup import elements
from tests.recommendations.information import pages
from tests.recommendations.wording import CLAIMS, NOT_ADVICE, STOPPING, grade, sentences

GUIDELINE = load_guideline()
WORDS = words.load_words("en")
TEXTS = dict(WORDS.entries)
MOST_WORDS = 30
# Twelve years of age is grade 6 to 7; a section with a doctor's word in every line reads as harder.
HIGHEST_GRADE, HIGHEST_GRADE_OF_A_SECTION = 6.0, 8.0


def changed(key, value):
    entries = {name: text for name, text in TEXTS.items() if name != key}
    return Texts("en", entries if value is None else entries | {key: value})


def prose():
    """The statements about spasms by their section."""
    found = defaultdict(list)
    for key, text in TEXTS.items():
        if key.startswith("spasms.") and not key.endswith(".title"):
            found[key.split(".")[1]].append(text if text.endswith(".") else f"{text}.")
    return {section: " ".join(texts) for section, texts in found.items()}


def test_words_make_no_claim():
    claims = {key: text for key, text in TEXTS.items() if CLAIMS.search(text) or find_claims(text)}

    assert claims == {}


@pytest.mark.parametrize("path", [pages.SPASMS, pages.CHOOSING])
def test_whole_page_makes_no_claim(path):
    """Titles of studies have their own words."""
    (main,) = elements(pages.shipped(path), "main")

    assert CLAIMS.findall(pages.said(main, drop=("source-list",))) == []


def test_words_never_advise_stopping_a_medicine():
    advice = [
        sentence
        for text in TEXTS.values()
        for sentence in sentences(text)
        if STOPPING.search(sentence) and not NOT_ADVICE.search(sentence)
    ]

    assert advice == []


def test_words_are_short_and_tidy():
    long = [s for text in TEXTS.values() for s in sentences(text) if len(s.split()) > MOST_WORDS]
    untidy = [key for key, text in TEXTS.items() if text != " ".join(text.split())]

    assert (long, untidy) == ([], [])


def test_page_about_spasms_reads_at_the_age_of_twelve():
    hard = {section: round(grade(text), 1) for section, text in prose().items()}

    assert grade(" ".join(prose().values())) <= HIGHEST_GRADE
    assert {s: g for s, g in hard.items() if g > HIGHEST_GRADE_OF_A_SECTION} == {}


@pytest.mark.parametrize(
    "key",
    [
        "spasms.kinds.cramp.feel",
        "spasms.help.soon.do",
        "way.edible",
        "limit.DOSE-FITS",
        "seen.format",
    ],
)
@pytest.mark.parametrize("value", [None, ""])
def test_missing_words_are_named(key, value):
    with pytest.raises(GuidelineError, match=rf"information/texts/en\.toml: missing: {key}$"):
        words.check(changed(key, value), GUIDELINE, load_outline(GUIDELINE))


def test_words_that_nothing_asks_for_are_named():
    with pytest.raises(GuidelineError, match=r"not asked for: spasms\.kinds\.cramp\.smell$"):
        words.check(changed("spasms.kinds.cramp.smell", "?"), GUIDELINE, load_outline(GUIDELINE))


@pytest.mark.parametrize(
    ("key", "name"), [("spasms.help.soon.do", "doctor"), ("mark.unverified", "emergency_number")]
)
def test_unknown_parameter_is_named(key, name):
    with pytest.raises(GuidelineError, match=rf"{re.escape(key)}: no {{{name}}} there"):
        words.check(changed(key, f"Call {{{name}}}."), GUIDELINE, load_outline(GUIDELINE))


def test_language_without_a_file_is_named():
    with pytest.raises(GuidelineError, match=r"information/texts/tlh\.toml: No such file"):
        words.load_words("tlh")


def test_condition_without_words_stops_the_start():
    with pytest.raises(GuidelineError, match=r"^how we choose: no words for Missing"):
        words.in_words(GUIDELINE.unanswered[0].when, GUIDELINE, load_texts("en"), WORDS)


def test_every_language_has_the_words_of_the_pages():
    words.check_words(GUIDELINE)
