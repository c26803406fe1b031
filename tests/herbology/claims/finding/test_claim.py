"""What is a claim and what is a fact, by tables of both."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herbology.claims import claim_free, find_claims
from tests.herbology.claims.finding.sayings import (
    CLAIMS,
    CURALEAF,
    FACTS,
    OTHER_LETTERS,
    SPANISH_CLAIMS,
    SPANISH_FACTS,
    UNSEEN,
)

WORDS = (
    *(
        "the",
        "a",
        "for",
        "treat",
        "pain",
        "no",
        "not",
        "study",
        "cream",
        "it",
        "cure",
        "relief",
        "chronic",
    ),
    *(
        "doctor",
        "if",
        "and",
        ",",
        ":",
        ";",
        "is",
        "to",
        "will",
        "help",
        "your",
        "medicine",
        "sore",
        "low",
        "back",
    ),
)


def unfound(sayings):
    return [saying for saying in sayings if not find_claims(saying)]


def found(sayings):
    return {saying: said(saying) for saying in sayings if find_claims(saying)}


def said(text):
    return [(claim.kind, claim.words) for claim in find_claims(text)]


@pytest.mark.parametrize(
    "sayings",
    [CURALEAF, OTHER_LETTERS, CLAIMS, SPANISH_CLAIMS],
    ids=["curaleaf", "letters", "ours", "es"],
)
def test_claims_are_found(sayings):
    assert unfound(sayings) == []


@pytest.mark.parametrize("sayings", [FACTS, SPANISH_FACTS], ids=["en", "es"])
def test_facts_pass(sayings):
    assert found(sayings) == {}


def test_what_the_docs_say_is_not_seen_is_not_seen():
    assert unfound(UNSEEN) == list(UNSEEN)


def test_claim_says_where_it_stands_and_what_to_write():
    (claim,) = find_claims("Smells of pine. It relieves\u200b <b>chronic</b> pain!  Take one.")

    assert (claim.sentence, claim.words, claim.kind, claim.language) == (
        "It relieves chronic pain!",
        "relieves chronic pain",
        "effect",
        "en",
    )
    assert claim.reason
    assert claim.neutral


def test_sentence_with_two_claims_gives_both_in_order():
    assert said("Proven to work: relieves pain and has no side effects.") == [
        ("proof", "Proven"),
        ("effect", "relieves pain"),
        ("safe", "no side effects"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "It is not sticky, and it relieves pain.",
        "It does not make you high but it relieves pain.",
        "No smoke: relieves pain.",
        "Nobody can promise anything; it relieves pain.",
        "Your doctor knows that our balm relieves pain.",
        "If you want to relieve pain, try this.",
        "No. It relieves pain.",
        "No. 1 that relieves pain",
        "It is not for MS. It relieves pain.",
        "After exercise it is what relieves pain.",
        "After exercise relieves pain.",
        "It has not been proven yet it relieves pain.",
    ],
)
def test_excuse_ends_where_its_clause_ends(text):
    assert [words for _, words in said(text)] in (["relieves pain"], ["relieve pain"])


def test_language_is_that_of_the_lists_asked_for():
    assert find_claims("Alivia el dolor.", languages=["en"]) == ()


def test_claim_free_text_is_shown_and_another_is_not():
    assert (claim_free("Smells of pine."), claim_free("Relieves pain.")) == ("Smells of pine.", "")


@given(st.text())
def test_any_text_is_read_and_every_claim_stands_in_a_sentence(text):
    claims = find_claims(text)

    assert [claim for claim in claims if claim.words not in claim.sentence] == []


@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_words_of_the_lists_in_any_order_are_read(words):
    claims = find_claims(" ".join(words))

    assert [claim for claim in claims if claim.words not in claim.sentence] == []


@given(st.sampled_from(FACTS), st.sampled_from(CLAIMS))
def test_fact_before_it_hides_no_claim(fact, claim):
    assert said(f"{fact}\n\n- {claim}") == said(claim)
