"""What may not be said of a product: that it heals, helps or is safe.

`find_claims(text)` finds it, `validate_no_claims(text)` refuses it in a form. See docs/claims.md.
"""

from herbology.claims.finding import Claim, find_claims
from herbology.claims.validation import validate_no_claims

__all__ = ["Claim", "find_claims", "validate_no_claims"]
