from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from products.models import Store
from products.translated import told

LONGEST_ADDRESS = 254
NO_STORE = _("Choose the store that you would go to.")


class NoticeForm(forms.Form):
    """`stores`: those that do not have the product now; one alone is not asked for."""

    use_required_attribute = False

    store = forms.ChoiceField(
        label=_("At which store?"),
        widget=forms.RadioSelect,
        error_messages={"required": NO_STORE, "invalid_choice": NO_STORE},
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("For this one notice. We give it to nobody."),
        max_length=LONGEST_ADDRESS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter the e-mail address that we should write to."),
            "invalid": _("Enter an e-mail address like name@example.com."),
            "max_length": _(
                "This is too long. Use at most %(limit_value)d characters; you typed %(show_value)d."
            ),
            "null_characters_not_allowed": _(
                "Some characters cannot be saved. Please type it again."
            ),
        },
    )

    def __init__(self, *args: Any, stores: Sequence[Store], shared: bool, **kwargs: Any) -> None:
        """`shared`: on a store's tablet the browser suggests nobody's address."""
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.stores = {store.slug: store for store in stores}
        if len(stores) == 1:
            del self.fields["store"]
        else:
            self.fields["store"].choices = [  # type: ignore[attr-defined]
                (store.slug, told(store, "name")) for store in stores
            ]
        if shared:
            self.fields["email"].widget.attrs["autocomplete"] = "off"

    @property
    def chosen_store(self) -> Store:
        """Once it is valid."""
        (only, *others) = self.stores
        return self.stores[self.cleaned_data["store"] if others else only]
