import pytest

from herbology.claims.finding.pattern import Matcher, PatternError, any_of
from herbology.claims.finding.sentence import sentences

SETS = {"pain": any_of(["pain*", "sore ~1 back"], {})}


def found(pattern, text):
    (sentence,) = sentences(text, frozenset(), ())
    return [sentence.words(*span) for span in Matcher([pattern], SETS).find(sentence)]


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("relief", "Relief, reliefs", ["Relief"], id="word"),
        pytest.param("reliev*", "It relieves", ["relieves"], id="open-end"),
        pytest.param("helps/eases it", "helps it, eases it", ["helps it", "eases it"], id="either"),
        pytest.param("for {pain}", "for a sore back; for pains", ["for pains"], id="set"),
        pytest.param("for ~1 {pain}", "for a sore low back", ["for a sore low back"], id="gap"),
        pytest.param("for ~2 {pain}", "for it; pain", [], id="no-gap-over-a-stop"),
        pytest.param(
            "no more? {pain}", "no pain, no more pain", ["no pain", "no more pain"], id="optional"
        ),
        pytest.param("cure > of flower", "cure of flower, cure of it", ["cure"], id="followed"),
        pytest.param(
            "anti-spasm", "Anti-spasm, anti spasm", ["Anti-spasm", "anti spasm"], id="hyphen"
        ),
        pytest.param("doesn't", "It doesn't", ["doesn't"], id="apostrophe"),
    ],
)
def test_pattern_finds_what_it_says(pattern, text, expected):
    assert found(pattern, text) == expected


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("for {ache}", "'for {ache}': there is no set 'ache' above it"),
        ("for pa!n", "'for pa!n': 'pa!n' is no word"),
        ("a* pain", "'a* pain': 'a*' is too short for an open end"),
        ("~2 pain", "'~2 pain': it does not begin with a word"),
        ("", "'': it does not begin with a word"),
        ("for //", "'for //': '' is no word"),
    ],
)
def test_pattern_that_cannot_be_read_is_refused(pattern, reason):
    with pytest.raises(PatternError) as refusal:
        Matcher([pattern], SETS)

    assert str(refusal.value) == reason
