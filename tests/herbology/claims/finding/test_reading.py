"""The lists of words as files."""

import pytest

from herbology.claims import find_claims
from herbology.claims.finding import LANGUAGES, LexiconError
from herbology.claims.finding.reading import lexicon, parse

SMALL = """
language = "xx"
reviewed_by = ""
abbreviations = []
affirmations = []
[sets]
[[kind]]
id = "cure"
reason = "It says that it cures."
neutral = "Say what it is."
words = ["cures"]
[[scope]]
id = "negation"
opens = ["not"]
ends = ["but"]
[[exemption]]
id = "question"
has = [["?"]]
"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_list_offers_instead_makes_no_claim(language):
    offered = {kind.id: kind.neutral for kind in lexicon(language).kinds}

    assert [name for name, neutral in offered.items() if find_claims(neutral)] == []


def test_small_list_is_read():
    words = parse("xx.toml", SMALL)

    assert (words.language, [kind.id for kind in words.kinds]) == ("xx", ["cure"])


def test_spanish_list_awaits_its_review():
    assert lexicon("es").reviewed_by == ""


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('neutral = "Say what it is."', "", "xx.toml: kind cure: 'neutral' is missing"),
        ("ends =", "end =", "xx.toml: scope negation: 'ends' is missing"),
        ("has =", "lack = []\nhas =", "xx.toml: exemption question: unknown key 'lack'"),
        ('id = "cure"', "", "xx.toml: kind 1: 'id' is missing"),
        ("[sets]", "", "xx.toml: the file: 'sets' is missing"),
        (
            'opens = ["not"]',
            'opens = ["not"]\nkinds = ["cur"]',
            "xx.toml: scope negation: there is no kind 'cur'",
        ),
        ('words = ["cures"]', 'words = ["{x}"]', "xx.toml: '{x}': there is no set 'x' above it"),
    ],
)
def test_broken_list_is_refused_by_file_and_entry(old, new, reason):
    with pytest.raises(LexiconError) as refusal:
        parse("xx.toml", SMALL.replace(old, new))

    assert str(refusal.value) == reason


def test_file_that_is_no_toml_is_refused():
    with pytest.raises(LexiconError, match=r"^xx\.toml: "):
        parse("xx.toml", "words = [")


def test_language_without_a_list_is_refused():
    with pytest.raises(LexiconError) as refusal:
        find_claims("x", languages=["fr"])

    assert str(refusal.value) == "there is no list of claims for the language 'fr'"
