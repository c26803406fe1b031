from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.questionnaire.forms.wishes import active_stores

PICK_STORE, PICK_WHO = _("Select the store."), _("Select who fills it in.")
ALONE, TOGETHER = "alone", "together"
WHO = [
    (ALONE, _("Patients fill it in by themselves")),
    (TOGETHER, _("I fill it in now, together with somebody who came in")),
]
WHO_HINTS = {
    TOGETHER: _("Your name goes with these answers until you finish and clear."),
}


class StoreModeForm(forms.Form):
    """`kept` is whether answers that were begun on this device could be gone on with."""

    use_required_attribute = False
    store = forms.ChoiceField(
        label=_("Which store is this device in?"),
        choices=active_stores,
        widget=forms.RadioSelect,
        error_messages={"required": PICK_STORE, "invalid_choice": PICK_STORE},
    )
    who = forms.ChoiceField(
        label=_("Who fills in the questionnaire?"),
        choices=WHO,
        widget=forms.RadioSelect,
        error_messages={"required": PICK_WHO, "invalid_choice": PICK_WHO},
    )
    keep = forms.BooleanField(
        label=_("Go on with the answers that were begun on this device"),
        help_text=_("Otherwise they are cleared."),
        required=False,
    )

    def __init__(self, *arguments: Any, kept: bool, **options: Any) -> None:
        super().__init__(*arguments, **{"label_suffix": "", **options})
        self.fields["who"].choice_hints = WHO_HINTS  # type: ignore[attr-defined]
        self.has_stores = bool(list(self.fields["store"].choices))  # type: ignore[attr-defined]
        if not kept:
            del self.fields["keep"]
