"""The same for Django's forms and models."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from herbology.claims.finding import find_claims


def validate_no_claims(text: str) -> None:
    """Raise a ValidationError with one message per claim: sentence, words, reason, what to write."""
    claims = find_claims(text)
    if claims:
        raise ValidationError(
            [
                ValidationError(
                    _("“%(sentence)s” makes a claim (“%(words)s”). %(reason)s %(neutral)s"),
                    code="claim",
                    params={
                        "sentence": claim.sentence,
                        "words": claim.words,
                        "reason": claim.reason,
                        "neutral": claim.neutral,
                    },
                )
                for claim in claims
            ]
        )
