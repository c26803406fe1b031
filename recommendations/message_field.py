"""The box that a message is typed into, by patients and at the desk alike."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.questionnaire.fields import UNFIT_TEXT

LONGEST = 4000  # characters, as many as a template may have
MISSING = _("Write your message first.")


class MessageField(forms.CharField):
    """Without spaces around it, its lines ended by \\n. What is too long is told so, not cut off."""

    def __init__(self, *, rows: int = 6, **options: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        messages = UNFIT_TEXT | {"required": MISSING}
        super().__init__(widget=widget, max_length=LONGEST, error_messages=messages, **options)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\r\n", "\n").strip()

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {
            name: value
            for name, value in super().widget_attrs(widget).items()
            if name != "maxlength"
        }
