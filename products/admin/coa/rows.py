"""The rows of a COA: readings with a unit each, and panels. A new page has the usual ones."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import LabelledFormSet, LabelledInline
from products.derived import REQUIRED_PANELS
from products.models import CannabinoidReading, LabResult, PanelResult
from products.potency import Facts, PotencyError, derive


class PrefilledRow(forms.ModelForm):
    """A new row that says no more than its prefilled name was not reported, and is not saved."""

    named_by: ClassVar[str]
    prefilled: ClassVar[tuple[str, ...]]

    def has_changed(self) -> bool:
        return super().has_changed() and not self._is_left_as_prefilled()

    def _is_left_as_prefilled(self) -> bool:
        only_named = self.instance.pk is None and self.changed_data == [self.named_by]
        return only_named and self[self.named_by].data in self.prefilled


class ReadingRow(PrefilledRow):
    named_by = "cannabinoid"
    prefilled = ("thc", "thca", "cbd", "cbda")

    class Meta:
        error_messages = {
            "unit": {"required": _("Choose the unit of this line, as it is on the certificate.")}
        }


class PanelRow(PrefilledRow):
    named_by = "panel"
    prefilled = REQUIRED_PANELS

    class Meta:
        error_messages = {"outcome": {"required": _("Choose what the laboratory found.")}}


class ReadingFormSet(LabelledFormSet):
    def clean(self) -> None:
        """Refuse a result that cannot be true of its product, naming the reading."""
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form not in self.deleted_forms]
        rows = [form.instance for form in kept if form.has_changed() or form.instance.pk]
        product = self.instance.product if self.instance.product_id else None
        try:
            derive([row.as_reading() for row in rows], product.facts if product else Facts())
        except PotencyError as error:
            raise ValidationError(str(error)) from error


class CoaInline(LabelledInline):
    """`extra` rows are blank, on a new page after those that are prefilled."""

    form: type[PrefilledRow]

    def get_extra(self, request: HttpRequest, obj: LabResult | None = None, **kwargs: Any) -> int:
        return self.extra + (0 if obj else len(self.form.prefilled))

    def initial(self) -> list[dict[str, str]]:
        return [{self.form.named_by: name} for name in self.form.prefilled]


class ReadingInline(CoaInline):
    model = CannabinoidReading
    form = ReadingRow
    formset = ReadingFormSet
    extra = 4


class PanelInline(CoaInline):
    model = PanelResult
    form = PanelRow
    extra = 2
