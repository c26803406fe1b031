from collections.abc import Iterable

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from herbology.admin_site import PlainAdmin
from products.models import Strain


class StrainForm(forms.ModelForm):
    class Meta:
        model = Strain
        fields = [
            "name",
            "slug",
            "chemotype",
            "plant_label",
            "parents",
            "aroma_terpenes",
            "description",
        ]

    def clean_parents(self) -> Iterable[Strain]:
        parents = self.cleaned_data["parents"]
        if len(parents) > 2:
            raise ValidationError(_("Choose at most two parents."))
        if self.instance in parents:
            raise ValidationError(_("A strain cannot be its own parent."))
        return parents


@admin.register(Strain)
class StrainAdmin(PlainAdmin):
    form = StrainForm
    list_display = ["name", "chemotype", "plant_label"]
    list_filter = ["chemotype", "plant_label"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
