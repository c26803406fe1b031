"""The form of what has a description, which shoppers read once somebody on staff has read it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from herbology.claims import find_claims
from herbology.claims.forms import ClaimFreeForm
from herbology.claims.validation import told_claims
from products.models.description import APPROVED, TEXTS


class DescriptionForm(ClaimFreeForm):
    """Who changes a text and leaves the tick has read what they typed: that approves it."""

    hidden_with_a_claim = TEXTS

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.cleaned_data.get(APPROVED):
            return cleaned
        if not any(self.cleaned_data.get(name, "broken") for name in TEXTS):
            # A text that comes later must not find itself approved.
            self.cleaned_data[APPROVED] = False
        elif APPROVED in self.changed_data or any(self.is_typed(name) for name in TEXTS):
            self._refuse_approved_claims()
        return cleaned

    def _refuse_approved_claims(self) -> None:
        """Those that were typed are told at their own field already."""
        texts = [self.cleaned_data[name] for name in TEXTS if name in self.cleaned_data]
        if claims := [claim for text in texts for claim in find_claims(text)]:
            refused = _(
                "A description that makes a claim cannot be approved. Rewrite it, or take the tick"
                " away."
            )
            self.add_error(APPROVED, ValidationError([refused, *told_claims(claims)]))
