"""What may not be said of a product: that it heals, helps or is safe.

`find_claims(text)` finds it, `validate_no_claims(text)` refuses it in a form,
`claim_free(text)` keeps it off a public page. See docs/claims.md.
"""

from herbology.claims.finding import Claim, claim_free, find_claims
from herbology.claims.validation import validate_no_claims

__all__ = ["Claim", "claim_free", "find_claims", "validate_no_claims"]
