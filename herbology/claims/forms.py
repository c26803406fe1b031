"""A form of texts that shoppers read."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from herbology.claims.finding import Claim, find_claims
from herbology.claims.validation import told_claims, validate_no_claims

MOST_TOLD = 5  # claims of a text that is not shown


class ClaimFreeForm(forms.ModelForm):
    """Refuses claims in what is typed; of a text that was there before it only says so.

    An import may have brought one, and a delisting must not wait for somebody who can rewrite it.
    `hidden_with_a_claim`: those that the public pages leave out then.
    """

    shown_to_shoppers: ClassVar[tuple[str, ...]] = ()
    hidden_with_a_claim: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.shown_to_shoppers:
            if name in self.fields and (claims := find_claims(self.initial.get(name) or "")):
                field, hidden = self.fields[name], name in self.hidden_with_a_claim
                notice = _hidden(claims) if hidden else _notice(claims[0])
                field.help_text = format_html("{} {}", field.help_text, notice)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for name in self.shown_to_shoppers:
            if name not in self.cleaned_data:
                continue
            if self.is_typed(name):
                self._refuse_claims(name)
            elif name in self.changed_data:
                self.cleaned_data[name] = self.initial.get(name, "")
        return cleaned

    def is_typed(self, name: str) -> bool:
        """Whether it holds something else: a browser sends each line break as two characters."""
        texts = (self[name].data, self.initial.get(name))
        old, new = ("\n".join((text or "").splitlines()) for text in texts)
        return name in self.changed_data and old != new

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


def _hidden(claims: Sequence[Claim]) -> SafeString:
    """Each claim with its reason, so that whoever rewrites the text finds them all."""
    told = told_claims(claims)
    lines = told[:MOST_TOLD]
    if len(told) > MOST_TOLD:
        lines.append(_("And %(number)s more.") % {"number": len(told) - MOST_TOLD})
    return format_html(
        "<br><strong>{}</strong><ul>{}</ul>",
        _(
            "Shoppers do not see this text, because it makes a claim. Rewrite it before you approve it."
        ),
        format_html_join("", "<li>{}</li>", ((line,) for line in lines)),
    )
