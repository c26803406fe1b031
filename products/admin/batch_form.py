from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.models import Batch
from products.models.batch import ASSUMABLE
from products.recalls import recalled_numbers


class BatchForm(forms.ModelForm):
    assumed = forms.MultipleChoiceField(
        label=gettext_lazy("Assumed"),
        choices=[(fact, fact.replace("_", " ")) for fact in ASSUMABLE],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "What an import assumed because its file did not say. Untick what you checked."
        ),
    )

    def clean(self) -> dict[str, Any]:
        """A number is judged when it is typed; one that stood there before is left in peace."""
        super().clean()
        said = self.cleaned_data
        number = said.get("number")
        if number and "number" in self.changed_data:
            self._refuse_twin(number, said)
            self._refuse_recalled(number)
        return said

    def _refuse_twin(self, number: str, said: dict[str, Any]) -> None:
        """Labels are read by people, to whom b-1 is B-1; the database tells them apart."""
        twins = Batch.objects.filter(
            product=said.get("product", self.instance.product_id),
            store=said.get("store", self.instance.store_id),
            number__iexact=number,
        )
        if twins.exclude(pk=self.instance.pk).exists():
            self.add_error("number", _("This store already has a batch with that number."))

    def _refuse_recalled(self, number: str) -> None:
        """Of what is on the shelf; what is not is refused when it is to be released."""
        batch = self.instance
        if batch.state != Batch.State.RELEASED:
            return
        case = recalled_numbers([batch.product_id]).get((batch.product_id, number.lower()))
        if case:
            refusal = _(
                "Batch %(number)s of this product was recalled (recall %(case)s)."
                " Quarantine this batch first, or check the number."
            )
            self.add_error("number", refusal % {"number": number, "case": case})
