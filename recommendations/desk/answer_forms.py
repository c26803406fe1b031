"""What is typed to answer a patient, and about the address that notices go to."""

from django import forms
from django.utils.translation import gettext_lazy as _

from herbology.claims import validate_no_claims
from recommendations.desk.forms import DeedForm, note_field, seen_field
from recommendations.message_field import MessageField
from recommendations.models import MessageTemplate

WITH_RESULT, ALONE = "yes", "no"


class SendForm(DeedForm):
    text = MessageField(
        label=_("Message to the patient"),
        help_text=_("The patient reads it on their own page, with your first name."),
        rows=10,
        validators=[validate_no_claims],
    )
    with_result = forms.ChoiceField(
        label=_("The result"),
        choices=[
            (WITH_RESULT, _("Publish it with the message")),
            (ALONE, _("Send the message only")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    seen = seen_field()

    def clean_with_result(self) -> bool:
        """Where there was nothing to choose, the verb knows what to do."""
        return bool(self.cleaned_data["with_result"] != ALONE)


class TemplateForm(forms.Form):
    """Which text to put into the message; sent along with what is typed there."""

    template = forms.ModelChoiceField(
        label=_("Start from a text"),
        queryset=MessageTemplate.objects.filter(active=True),
        empty_label=_("Choose a text"),
        required=False,
    )


class ReaddressForm(DeedForm):
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("If you were the last to write, a new notice goes there at once."),
        max_length=254,
        error_messages={
            "required": _("Write the address."),
            "invalid": _("Write an e-mail address like name@example.com."),
        },
    )


class BouncedForm(DeedForm):
    note = note_field(_("What the mail that came back says"), _("The patient does not see it."))
