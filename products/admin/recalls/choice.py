"""Step one of a recall: what it is about. Each scope is a short form that is sent by GET."""

from dataclasses import dataclass, field
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.admin.recalls.keys import as_key
from products.models import Batch, Format, Product, RecallCase
from products.recalls.selection import Selection, batch_number, producers_range, whole_product

MOST_OFFERED = 20
Scope = RecallCase.Scope


@dataclass(frozen=True, slots=True)
class Choice:
    """The selection where it is clear, or the products that it could be about."""

    selection: Selection | None = None
    products: list[Product] = field(default_factory=list)
    more: bool = False


class ScopeForm(forms.Form):
    """`choice` is set by a valid form."""

    scope: str
    title: Promise
    choice: Choice

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id=f"id_{self.scope}_%s")


class BatchNumberForm(ScopeForm):
    scope, title = Scope.BATCH, _("A batch number")
    number = forms.CharField(
        label=_("Batch number"),
        max_length=60,
        error_messages={"required": _("Write the batch number.")},
    )
    product = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None) -> None:
        """A batch's own page knows the batch and sends its key."""
        super().__init__(_of_batch(data) if data and "batch" in data else data)

    def clean(self) -> None:
        number = self.cleaned_data.get("number")
        if not number:
            return
        products = Product.objects.filter(
            pk__in=Batch.objects.filter(number__iexact=number).values("product")
        )
        key = self.cleaned_data.get("product")
        found = products.filter(pk=key) if key else products
        self.choice = _choice(found, lambda product: batch_number(product, number))
        if not (self.choice.selection or self.choice.products):
            _refuse("number", _("No batch has this number. Check it on the label."))


class ProductForm(ScopeForm):
    scope, title = Scope.PRODUCT, _("A product")
    q = forms.CharField(label=_("Name, registration number or SKU"), max_length=200, required=False)
    product = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        key, said = self.cleaned_data.get("product"), self.cleaned_data.get("q")
        if not (key or said):
            _refuse("q", _("Say which product."))
        matching = Q(name__icontains=said) | Q(registration_number__iexact=said)
        found = Product.objects.filter(Q(pk=key) if key else matching)
        self.choice = _choice(found, whole_product)
        if not (self.choice.selection or self.choice.products):
            _refuse("q", _("No product is called this. Try a part of its name."))


class ProducersRangeForm(ScopeForm):
    scope, title = Scope.PRODUCER, _("A producer's range")
    producer = forms.ChoiceField(
        label=_("Producer"), error_messages={"required": _("Choose a producer.")}
    )
    format = forms.ModelChoiceField(
        Format.objects.all(), label=_("Only this format"), required=False, empty_label=_("All")
    )
    received_from = forms.DateField(
        label=_("Received from"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
        help_text=_("Batches without a day of arrival are taken as within the dates."),
    )
    received_to = forms.DateField(
        label=_("Received until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        required=False,
    )
    number_prefix = forms.CharField(
        label=_("Only batch numbers that begin with"), max_length=60, required=False
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        names = Product.objects.exclude(producer="").order_by("producer")
        known = names.values_list("producer", flat=True).distinct()
        offered: Any = [("", _("Choose a producer")), *((name, name) for name in known)]
        self.fields["producer"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> None:
        said = dict(self.cleaned_data)
        first, last = said.get("received_from"), said.get("received_to")
        if first and last and first > last:
            _refuse("received_to", _("It ends before it begins. Swap the dates."))
        if not self.errors:
            said["kind"] = said.pop("format")
            self.choice = Choice(producers_range(said.pop("producer"), **said))


FORMS: dict[str, type[ScopeForm]] = {
    form.scope: form for form in (BatchNumberForm, ProductForm, ProducersRangeForm)
}


def _of_batch(data: Any) -> dict[str, Any]:
    batch = Batch.objects.filter(pk=as_key(data["batch"])).first()
    return {"number": batch.number, "product": batch.product_id} if batch else {"number": ""}


def _choice(found: QuerySet[Product], select: Any) -> Choice:
    products = list(found.order_by("name", "pk")[: MOST_OFFERED + 1])
    if len(products) == 1:
        return Choice(select(products[0]))
    return Choice(None, products[:MOST_OFFERED], more=len(products) > MOST_OFFERED)


def _refuse(field_name: str, said: Promise) -> NoReturn:
    raise ValidationError({field_name: said})
