"""The same for Django's forms and models."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from herbology.claims.finding import Claim, find_claims

LONGEST_SENTENCE = 200  # letters of it that are shown


def validate_no_claims(text: str) -> None:
    """Raise a ValidationError with one message per claim: sentence, words, reason, what to write."""
    if messages := list(_messages(find_claims(text))):
        raise ValidationError(messages)


def told_claims(claims: Iterable[Claim]) -> list[str]:
    """What `validate_no_claims` says of these, without raising it."""
    return [message for error in _messages(claims) for message in error.messages]


def _messages(claims: Iterable[Claim]) -> Iterator[ValidationError]:
    """Claims of one kind stand together, and their reason is given once."""
    kinds: dict[str, list[Claim]] = {}
    for claim in claims:
        kinds.setdefault(claim.reason, []).append(claim)
    for first, *others in kinds.values():
        yield _error(_("“%(sentence)s” makes a claim (“%(words)s”). %(reason)s %(neutral)s"), first)
        for claim in others:
            message = _("“%(sentence)s” makes a claim (“%(words)s”), for the same reason.")
            yield _error(message, claim)


def _error(message: Any, claim: Claim) -> ValidationError:
    return ValidationError(message, code="claim", params=_params(claim))


def _params(claim: Claim) -> dict[str, str]:
    return {
        "sentence": Truncator(claim.sentence).chars(LONGEST_SENTENCE),
        "words": Truncator(claim.words).chars(LONGEST_SENTENCE),
        "reason": claim.reason,
        "neutral": claim.neutral,
    }
