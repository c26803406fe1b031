"""Writing a layout: read as an import would read it, and refused by key where it is wrong."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.admin.imports.layout_text import shipped_names
from products.importing.errors import LayoutError
from products.importing.layout.file import parse_layout
from products.importing.layout.whole import Layout
from products.models import Format, ImportLayout

LONGEST_NAME = 60
LONGEST_TEXT = 200_000
ROWS_OF_THE_BOX = 30


class ImportLayoutForm(forms.ModelForm):
    """Its name stands in the text, once, so that the two cannot differ."""

    class Meta:
        model = ImportLayout
        fields = ["text"]
        help_texts = {
            "text": gettext_lazy(
                "Written in TOML, and known by the name in it. Every key is listed below."
            )
        }
        widgets = {
            "text": forms.Textarea(
                attrs={"rows": ROWS_OF_THE_BOX, "cols": 100, "spellcheck": "false", "wrap": "off"}
            )
        }

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > LONGEST_TEXT:
            raise ValidationError(_("A layout has at most %d characters.") % LONGEST_TEXT)
        try:
            layout = parse_layout(text, file="layout")
        except LayoutError as refusal:
            raise ValidationError(str(refusal)) from refusal
        self._refuse_name(layout.name)
        _refuse_unknown_formats(layout)
        self.instance.name = layout.name
        return text

    def _refuse_name(self, name: str) -> None:
        if len(name) > LONGEST_NAME or not _is_slug(name):
            raise ValidationError(
                _(
                    "name: “%(name)s” must be at most %(most)d letters, digits, hyphens and"
                    " underscores."
                )
                % {"name": name, "most": LONGEST_NAME}
            )
        if name in shipped_names():
            raise ValidationError(_("name: “%s” is a shipped layout; choose another.") % name)
        if self.instance.pk and name != self.instance.name:
            raise ValidationError(
                _("name: it must stay “%s”, by which imports know it. Copy the layout instead.")
                % self.instance.name
            )
        if ImportLayout.objects.filter(name=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("name: there is a layout “%s” already.") % name)


def _is_slug(name: str) -> bool:
    try:
        validate_slug(name)
    except ValidationError:
        return False
    return True


def _refuse_unknown_formats(layout: Layout) -> None:
    known = Format.objects.filter(code__in=layout.format_codes).values_list("code", flat=True)
    if unknown := sorted(layout.format_codes - set(known)):
        raise ValidationError(
            _("formats: the catalogue has no format %s. The list below names them all.")
            % ", ".join(unknown)
        )
