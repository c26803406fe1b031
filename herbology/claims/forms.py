"""A form of texts that shoppers read."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from herbology.claims.finding import Claim, find_claims
from herbology.claims.validation import validate_no_claims


class ClaimFreeForm(forms.ModelForm):
    """Refuses claims in what is typed; of a text that was there before it only says so.

    An import may have brought one, and a delisting must not wait for somebody who can rewrite it.
    """

    shown_to_shoppers: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.shown_to_shoppers:
            if name in self.fields and (claims := find_claims(self.initial.get(name) or "")):
                field = self.fields[name]
                field.help_text = format_html("{} {}", field.help_text, _notice(claims[0]))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.shown_to_shoppers:
            if name in self.changed_data and name in self.cleaned_data:
                self._refuse_claims(name)
        return cleaned

    def _refuse_claims(self, name: str) -> None:
        try:
            validate_no_claims(self.cleaned_data[name])
        except ValidationError as error:
            self.add_error(name, error)


def _notice(claim: Claim) -> SafeString:
    return format_html(
        "<strong>{}</strong> {}",
        _("This text makes a claim (“%(words)s”): rewrite it.")
        % {"words": Truncator(claim.words).chars(80)},
        claim.neutral,
    )
