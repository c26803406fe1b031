import pytest
from django.core.exceptions import ValidationError

from herbology.claims import find_claims, validate_no_claims


def refusal(text):
    with pytest.raises(ValidationError) as refused:
        validate_no_claims(text)
    return refused.value.messages


def test_fact_is_valid():
    validate_no_claims("10 mg CBD per capsule. Smells of pine.")


def test_message_says_sentence_words_reason_and_what_to_write():
    (claim,) = find_claims("It cures.")

    assert refusal("It cures.") == [
        f"“It cures.” makes a claim (“cures”). {claim.reason} {claim.neutral}"
    ]


def test_reason_is_given_once_and_claims_of_one_reason_stand_together():
    messages = refusal("Relieves pain. No side effects. Eases cramps.")

    assert [message.partition(" makes")[0] for message in messages] == [
        "“Relieves pain.”",
        "“Eases cramps.”",
        "“No side effects.”",
    ]
    assert messages[1] == "“Eases cramps.” makes a claim (“Eases cramps”), for the same reason."


def test_long_sentence_is_shortened():
    (message,) = refusal(f"It relieves{' very' * 100} much")

    assert message.index("”") == 201
