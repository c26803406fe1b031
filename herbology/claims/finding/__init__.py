"""Finding claims in a text. Pure: the standard library and the words in `words/`."""

from herbology.claims.finding.claim import Claim, claim_free, find_claims
from herbology.claims.finding.reading import LANGUAGES, LexiconError

__all__ = ["LANGUAGES", "Claim", "LexiconError", "claim_free", "find_claims"]
