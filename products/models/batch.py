from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.constraints import one_of
from products.models.lab_result import LabResult
from products.models.product import Product
from products.models.store import Store
from products.potency import CHEMOTYPES

ASSUMABLE = ("on_hand", "expires_on", "tested_on", "panels", "mg_per_serving")


def validate_assumed(value: Any) -> None:
    if not isinstance(value, list) or not set(value) <= set(ASSUMABLE):
        raise ValidationError(
            _("Assumed facts are a list of: %(words)s."), params={"words": ", ".join(ASSUMABLE)}
        )


class Batch(models.Model):
    """One tested production lot of a product at a store, with its quantity.

    Quantities change only through `products.stock`. The derived columns are written only by
    `products.derived`; until then a batch is not sellable.
    """

    class State(models.TextChoices):
        QUARANTINE = "quarantine", _("quarantine")
        RELEASED = "released", _("released")
        RECALLED = "recalled", _("recalled")

    class PanelsOutcome(models.TextChoices):
        PASSED = "passed", _("passed")
        FAILED = "failed", _("failed")
        UNTESTED = "untested", _("not all tested")

    product = models.ForeignKey(Product, models.PROTECT, related_name="batches")
    store = models.ForeignKey(Store, models.PROTECT, related_name="batches")
    number = models.CharField(_("batch number"), max_length=60, db_index=True)
    lab_result = models.ForeignKey(
        LabResult,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="batches",
        help_text=_("Of the same product. Empty: untested. It is then never suggested or sold."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.QUARANTINE, editable=False
    )
    state_reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    expires_on = models.DateField(
        _("expires on"),
        null=True,
        blank=True,
        help_text=_("The first day it may no longer be sold. Empty: it is never sold."),
    )
    produced_on = models.DateField(
        _("produced on"), null=True, blank=True, help_text=_("Made or packed, as the label says.")
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    package_tag = models.CharField(
        _("package tag"),
        max_length=60,
        blank=True,
        db_index=True,
        help_text=_("The tag of the state's tracking system, as it is printed."),
    )
    on_hand = models.DecimalField(
        _("on hand"), max_digits=12, decimal_places=3, default=Decimal(0), editable=False
    )
    reserved = models.DecimalField(
        _("reserved"), max_digits=12, decimal_places=3, default=Decimal(0), editable=False
    )
    assumed = models.JSONField(
        _("assumed"),
        default=list,
        blank=True,
        validators=[validate_assumed],
        help_text=_("Facts that an import assumed because its file did not give them."),
    )

    # Derived from the lab result, the product and its format by `products.derived`.
    chemotype = models.CharField(
        _("chemotype"),
        max_length=3,
        blank=True,
        choices=[(code, code) for code in CHEMOTYPES],
        editable=False,
    )
    thc_free = models.BooleanField(_("THC-free"), default=False, editable=False)
    total_thc_percent = models.DecimalField(
        _("total THC (%)"), max_digits=6, decimal_places=3, null=True, editable=False
    )
    total_cbd_percent = models.DecimalField(
        _("total CBD (%)"), max_digits=6, decimal_places=3, null=True, editable=False
    )
    thc_mg_per_serving = models.DecimalField(
        _("THC per serving (mg)"), max_digits=12, decimal_places=3, null=True, editable=False
    )
    cbd_mg_per_serving = models.DecimalField(
        _("CBD per serving (mg)"), max_digits=12, decimal_places=3, null=True, editable=False
    )
    smallest_thc_mg = models.DecimalField(
        _("THC in the smallest amount (mg)"),
        max_digits=12,
        decimal_places=3,
        null=True,
        editable=False,
    )
    smallest_cbd_mg = models.DecimalField(
        _("CBD in the smallest amount (mg)"),
        max_digits=12,
        decimal_places=3,
        null=True,
        editable=False,
    )
    panels_outcome = models.CharField(
        _("panels"),
        max_length=8,
        choices=PanelsOutcome,
        default=PanelsOutcome.UNTESTED,
        editable=False,
    )
    within_bounds = models.BooleanField(_("within bounds"), default=False, editable=False)
    tie_key = models.CharField(_("tie key"), max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("batch")
        verbose_name_plural = _("batches")
        ordering = ["product", "expires_on", "number", "pk"]
        indexes = [
            models.Index(fields=["state", "chemotype", "expires_on"], name="batch_shelf"),
            models.Index(fields=["store", "state", "expires_on"], name="batch_store_shelf"),
            models.Index(fields=["expires_on"], name="batch_expiry"),
            models.Index(fields=["state", "-id"], name="batch_state_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["store", "product", "number"],
                name="batch_number_once_for_each_product_and_store",
                violation_error_message=_("This store already has a batch with that number."),
            ),
            models.UniqueConstraint(
                fields=["store", "package_tag"],
                condition=~models.Q(package_tag=""),
                name="batch_package_tag_once_at_a_store",
                violation_error_message=_("Another batch at this store has this package tag."),
            ),
            models.CheckConstraint(
                condition=models.Q(produced_on=None)
                | models.Q(expires_on=None)
                | models.Q(expires_on__gt=models.F("produced_on")),
                name="batch_expires_after_it_was_produced",
                violation_error_message=_("It cannot expire before it was produced."),
            ),
            models.CheckConstraint(
                condition=models.Q(reserved__gte=Decimal(0))
                & models.Q(on_hand__gte=models.F("reserved")),
                name="batch_reserved_between_zero_and_on_hand",
            ),
            one_of("state", ("quarantine", "released", "recalled"), "batch_state_known"),
            one_of("chemotype", ("", *CHEMOTYPES), "batch_chemotype_known"),
            one_of("panels_outcome", ("passed", "failed", "untested"), "batch_panels_known"),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.product})"

    @property
    def available(self) -> Decimal:
        """What can still be promised or sold, in the product's stock unit."""
        return self.on_hand - self.reserved

    def clean(self) -> None:
        super().clean()
        if self.lab_result and self.lab_result.product_id != self.product_id:
            raise ValidationError(
                {
                    "lab_result": _("This lab result belongs to another product: %(product)s.")
                    % {"product": self.lab_result.product}
                }
            )
