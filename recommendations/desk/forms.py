from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.models import Review, Submission


class DecisionForm(forms.Form):
    """Publish or withhold, as decided on the state that the counselor was shown."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=Review.Decision.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select publish or withhold.")},
    )
    note = forms.CharField(
        label=_("Note for your colleagues"),
        help_text=_("The patient does not see it. Needed when you withhold."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        max_length=2000,
    )
    seen_state = forms.ChoiceField(choices=Submission.State.choices, widget=forms.HiddenInput)
