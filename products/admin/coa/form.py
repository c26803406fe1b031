import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.attachments import LARGEST_MIB, AttachmentError, check, refuse_size, refuse_twice
from products.reading import plain

WHOLE_PERCENT = Decimal(100)
# A name, then its percent by weight: "myrcene 0.4", "beta-caryophyllene: 0.2 %".
TERPENE_LINE = re.compile(r"(?P<name>\S.*?)[\s:=]+(?P<percent>[^\s:=%]+)\s*%?")
NUMBER = re.compile(r"[0-9]*\.?[0-9]+")


class TerpenesField(forms.Field):
    """Text, one terpene a line, for what is stored as a mapping of name to percent by weight."""

    widget = forms.Textarea(attrs={"rows": 6, "cols": 40})

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{name} {plain(Decimal(str(value[name])))}" for name in value)

    def to_python(self, value: Any) -> dict[str, float]:
        terpenes: dict[str, float] = {}
        for number, line in enumerate(str(value or "").splitlines(), start=1):
            if line.strip():
                name, percent = _terpene(number, " ".join(line.split()))
                _refuse_second(number, name, terpenes)
                terpenes[name] = float(percent)
        _refuse_more_than_everything(terpenes)
        return terpenes

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or {})
        except ValidationError:
            return True


def _terpene(number: int, line: str) -> tuple[str, Decimal]:
    parts = TERPENE_LINE.fullmatch(line)
    if parts is None or not line.isprintable():
        said = _("Line %(number)d: write a name and its percent by weight, like myrcene 0.4.")
        raise ValidationError(said, params={"number": number})
    written = parts["percent"]
    if not NUMBER.fullmatch(written) or Decimal(written) > WHOLE_PERCENT:
        said = _("Line %(number)d: %(written)s is not a percentage. Write it like 0.4.")
        raise ValidationError(said, params={"number": number, "written": written})
    return parts["name"], Decimal(written)


def _refuse_second(number: int, name: str, terpenes: dict[str, float]) -> None:
    if name.casefold() in {known.casefold() for known in terpenes}:
        said = _("Line %(number)d: %(name)s is there already. Keep one of them.")
        raise ValidationError(said, params={"number": number, "name": name})


def _refuse_more_than_everything(terpenes: dict[str, float]) -> None:
    whole = sum((Decimal(str(percent)) for percent in terpenes.values()), Decimal(0))
    if whole > WHOLE_PERCENT:
        said = _("The terpenes are together %(whole)s %%, more than 100 %%.")
        raise ValidationError(said, params={"whole": plain(whole)})


class LabResultForm(forms.ModelForm):
    terpenes = TerpenesField(
        label=_("Terpenes"),
        required=False,
        help_text=_("One per line, in percent by weight: myrcene 0.4. Aroma information only."),
    )
    document = forms.FileField(
        label=_("Attach the laboratory's document"),
        required=False,
        allow_empty_file=True,  # our own sentence says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg"}),
        help_text=_(
            "PDF, PNG or JPEG, at most %(most)d MB. It stays for good: if it is the wrong one,"
            " attach the right one as well."
        )
        % {"most": LARGEST_MIB},
    )

    def clean_tested_on(self) -> Any:
        tested_on = self.cleaned_data["tested_on"]
        if tested_on > timezone.localdate():
            raise ValidationError(
                _("This day is still to come. Enter the day of testing from the certificate.")
            )
        return tested_on

    def clean_document(self) -> Any:
        """Everything that attaching could refuse, while what else was typed can still be kept."""
        upload = self.cleaned_data["document"]
        if not upload:
            return None
        try:
            refuse_size(upload.name, upload.size)
            content = upload.read()
            check(upload.name, content)
            if self.instance.pk:
                refuse_twice(self.instance, content)
        except AttachmentError as refusal:
            raise ValidationError(str(refusal)) from refusal
        return upload
