from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.message_field import MessageField


class ReplyForm(forms.Form):
    """`shown` is how many messages the page has: what is sent twice from one page is sent once."""

    use_required_attribute = False

    text = MessageField(
        label=_("Your message"),
        help_text=_("Ask a question, or tell us how it went. Only our counselors read it."),
    )
    shown = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
