from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from herbology.claims import validate_no_claims
from recommendations.desk.templates import PLACEHOLDERS, validate_placeholders
from recommendations.message_field import MessageField
from recommendations.models import MessageTemplate


class TemplateForm(forms.ModelForm):
    text = MessageField(
        label=_("Text"), rows=12, validators=[validate_placeholders, validate_no_claims]
    )

    class Meta:
        model = MessageTemplate
        fields = ("name", "text", "active")

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if "text" in self.fields:  # whoever may only look sees it as text
            self.fields["text"].help_text = _placeholders()


def _placeholders() -> str:
    listed = ((f"{{{name}}}", meaning) for name, meaning in PLACEHOLDERS.items())
    rows = format_html_join("", "<br><code>{}</code>: {}", listed)
    return format_html("{}{}", _("What is filled in for each patient:"), rows)


class MessageTemplateAdmin(PlainAdmin):
    """Words to start an answer with. Lead counselors keep them; nothing sent before changes."""

    form = TemplateForm
    fields = ("name", "text", "active")
    list_display = ["name", "active"]
    list_filter = ["active"]
    search_fields = ["name"]
    search_help_text = _("Name.")
