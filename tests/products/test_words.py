import pytest
from hypothesis import given
from hypothesis import strategies as st

from products.words import MOST_WORDS, plain, searched_words, spellings, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Crème Brûlée", ["creme", "brulee"]),
        ("CRÓNICO", ["cronico"]),
        ("Smørrebrød Łąka Straße", ["smorrebrod", "laka", "strasse"]),
        ("Jack's  Jack\N{RIGHT SINGLE QUOTATION MARK}s", ["jacks", "jacks"]),
        ("10mg gummies, 3.5 g", ["10", "mg", "gummies", "3", "5", "g"]),
        ("OG-18_x", ["og", "18", "x"]),
        ('%_*" OR 1=1 --\x00', ["or", "1", "1"]),
        ("½ 日本", ["1", "2", "日本"]),
        ("", []),
    ],
)
def test_words_of_what_is_typed(typed, words):
    assert words_of(typed) == words


@given(st.text())
def test_words_are_letters_or_digits_and_stay_what_they_are(text):
    words = words_of(text)

    assert words_of(" ".join(words)) == words
    assert all(word.isalnum() for word in words)


def test_plain_is_equal_for_names_written_alike():
    assert plain("Crème-Brûlée 10MG") == plain("creme brulee 10 mg")


def test_searched_words_are_each_once_and_few():
    assert searched_words("gum Gum gúm") == ("gum",)
    assert len(searched_words(" ".join(f"a{letter}" for letter in "abcdefghijkl"))) == MOST_WORDS


def test_searched_words_of_ten_thousand_characters_are_cut():
    assert searched_words("x" * 10_000) == ("x" * 40,)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("gummies", ("gummies", "gummy", "gummie")),
        ("gummy", ("gummy", "gummies")),
        ("cookies", ("cookies", "cooky", "cookie")),
        ("patches", ("patches", "patch", "patche")),
        ("tinctures", ("tinctures", "tincture")),
        ("capsule", ("capsule",)),
        ("glass", ("glass",)),
        ("cannabis", ("cannabis",)),
        ("gas", ("gas",)),
        ("day", ("day",)),
    ],
)
def test_spellings_hold_the_one_and_the_many(word, meant):
    assert spellings(word) == meant
