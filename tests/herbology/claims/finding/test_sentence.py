import pytest

from herbology.claims.finding.sentence import sentences

ABBREVIATIONS = frozenset(["dr", "e.g"])


def read(text):
    return [sentence.text for sentence in sentences(text, ABBREVIATIONS, ("yes",))]


def folded(text):
    (sentence,) = sentences(text, ABBREVIATIONS, ())
    return sentence.folded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One. Two! Three?", ["One.", "Two!", "Three?"], id="stops"),
        pytest.param("Hold 2.5 mg. Wait.", ["Hold 2.5 mg.", "Wait."], id="decimals"),
        pytest.param("Ask Dr. Lee, e.g. today.", ["Ask Dr. Lee, e.g. today."], id="abbreviations"),
        pytest.param("Of pine.Relieves it.", ["Of pine.", "Relieves it."], id="no-space"),
        pytest.param("First line\nSecond line", ["First line", "Second line"], id="lines"),
        pytest.param("relieves\r\npain", ["relieves pain"], id="wrapped-line"),
        pytest.param("Helps with:\n- pain\n- More", ["Helps with: pain", "- More"], id="list"),
        pytest.param("<p>One</p><p>Two</p>", ["One", "Two"], id="paragraphs"),
        pytest.param("THC <0.3 % and CBD >5 %", ["THC <0.3 % and CBD >5 %"], id="no-tags"),
        pytest.param("For ADHD? Yes!", ["For ADHD? Yes!"], id="question-answered"),
        pytest.param("For ADHD? No.", ["For ADHD?", "No."], id="question-denied"),
        pytest.param(" \n . ", [], id="no-word"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, expected):
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Doesn't, DOESN\u2019T", " doesnt , doesnt ", id="apostrophes"),
        pytest.param("anti-inflammatory", " anti inflammatory ", id="hyphen"),
        pytest.param("Dolor crónico", " dolor cronico ", id="accents"),
        pytest.param("re\u00adlief \uff52elief", " relief relief ", id="invisible-and-full-width"),
        pytest.param("#PainRelief", " # pain relief ", id="hashtag"),
        pytest.param(
            "pain & (all) - it; so: why?", " pain & , all , ; it ; so : why ? ", id="signs"
        ),
    ],
)
def test_words_are_folded(text, expected):
    assert folded(text) == expected


def test_stretch_of_folded_words_is_given_as_written():
    (sentence,) = sentences("It Relieves (chronic) Pain!", ABBREVIATIONS, ())
    start = sentence.folded.index("relieves")

    assert sentence.words(start, sentence.folded.index("pain") + 5) == "Relieves (chronic) Pain"
