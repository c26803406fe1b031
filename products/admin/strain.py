from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from products.admin.description import DescriptionForm
from products.admin.exports import ExportingAdmin
from products.admin.history.timeline import WithTimeline
from products.admin.lists.columns import PageOfRows, count_of, link_to_list
from products.admin.lists.filters import DescriptionFilter
from products.models import Product, Strain
from products.search import index_strains


class StrainForm(DescriptionForm):
    shown_to_shoppers = ("name", "description", "description_es")

    class Meta:
        model = Strain
        fields = [
            "name",
            "slug",
            "source_key",
            "chemotype",
            "plant_label",
            "parents",
            "aroma_terpenes",
            "description",
            "description_es",
            "description_approved",
            "active",
        ]
        help_texts: ClassVar = {
            "description": _("Once approved, the public page shows it as what growers say.")
        }

    def clean_parents(self) -> Iterable[Strain]:
        parents = self.cleaned_data["parents"]
        if len(parents) > 2:
            raise ValidationError(_("Choose at most two parents."))
        if self.instance in parents:
            raise ValidationError(_("A strain cannot be its own parent."))
        return parents


@admin.register(Strain)
class StrainAdmin(ExportingAdmin, WithTimeline):
    export = "strains"
    form = StrainForm
    list_pages = PageOfRows
    list_display = ["name", "chemotype", "plant_label", "products"]
    list_filter = [DescriptionFilter, "active", "chemotype", "plant_label"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
    search_help_text = _("Name.")

    def add_facts(self, strains: Sequence[Any]) -> None:
        numbers = count_of(Product.objects.all(), "strain", strains)
        for strain in strains:
            strain.products_number = numbers.get(strain.pk, 0)

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        index_strains([form.instance.pk])

    @admin.display(description=_("products"))
    def products(self, strain: Any) -> SafeString | str:
        return link_to_list("product", f"strain__id__exact={strain.pk}", strain.products_number)
