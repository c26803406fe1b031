from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from products.models.constraints import one_of
from products.models.description import approval_of_description
from products.models.translated import spanish_text
from products.potency import CHEMOTYPES


def validate_names(value: Any) -> None:
    if not isinstance(value, list) or not all(isinstance(name, str) and name for name in value):
        raise ValidationError(_('Write a list of names, like ["myrcene", "limonene"].'))


class Strain(models.Model):
    class PlantLabel(models.TextChoices):
        INDICA = "indica", _("indica")
        SATIVA = "sativa", _("sativa")
        HYBRID = "hybrid", _("hybrid")

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=110, unique=True)
    source_key = models.CharField(
        _("key in imports"),
        max_length=60,
        blank=True,
        help_text=_("The key by which the list it was imported from knows it."),
    )
    parents = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="offspring",
        verbose_name=_("parents"),
        help_text=_("At most two."),
    )
    chemotype = models.CharField(
        _("usual chemotype"),
        max_length=3,
        blank=True,
        choices=[(code, code) for code in CHEMOTYPES],
        help_text=_("For orientation. What counts is each batch's own lab result."),
    )
    plant_label = models.CharField(
        _("plant label"),
        max_length=6,
        blank=True,
        choices=PlantLabel,
        help_text=_("A label only. It says nothing about effects and is never a reason."),
    )
    aroma_terpenes = models.JSONField(
        _("aroma terpenes"),
        default=list,
        blank=True,
        validators=[validate_names],
        help_text=_('A list of names, like ["myrcene", "limonene"]. Aroma only.'),
    )
    description = models.TextField(_("description"), blank=True)
    description_es = spanish_text(_("description in Spanish"))
    description_approved = approval_of_description()
    active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick when the strain is no longer listed.")
    )

    class Meta:
        verbose_name = _("strain")
        verbose_name_plural = _("strains")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="strain_name_unique_whatever_its_case",
                violation_error_message=_("There is already a strain with this name."),
            ),
            models.UniqueConstraint(
                fields=["source_key"],
                condition=~models.Q(source_key=""),
                name="strain_source_key_unique_where_given",
                violation_error_message=_("Another strain has this key."),
            ),
            one_of("chemotype", ("", *CHEMOTYPES), "strain_chemotype_known"),
            one_of("plant_label", ("", "indica", "sativa", "hybrid"), "strain_plant_label_known"),
        ]

    def __str__(self) -> str:
        return self.name
