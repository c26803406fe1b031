from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from products.models.constraints import one_of
from products.models.product import Product
from products.reading import CANNABINOIDS, HIGHEST, TOTALS, UNITS, Reading, plain


def validate_terpenes(value: Any) -> None:
    """A mapping of terpene name to percent by weight."""
    whole = isinstance(value, dict) and all(
        isinstance(percent, int | float) and not isinstance(percent, bool) and 0 <= percent <= 100
        for percent in value.values()
    )
    if not whole:
        raise ValidationError(_('Write names with percent by weight, like {"myrcene": 0.4}.'))


class LabResult(models.Model):
    """A certificate of analysis (COA), shared by the batches of one production lot."""

    product = models.ForeignKey(Product, models.PROTECT, related_name="lab_results")
    lot = models.CharField(_("lot"), max_length=60)
    laboratory = models.CharField(_("laboratory"), max_length=120, blank=True)
    certificate_number = models.CharField(_("certificate number"), max_length=60, blank=True)
    tested_on = models.DateField(_("tested on"))
    terpenes = models.JSONField(
        _("terpenes"),
        default=dict,
        blank=True,
        validators=[validate_terpenes],
        help_text=_('Percent by weight, like {"myrcene": 0.4}. Aroma information only.'),
    )

    class Meta:
        verbose_name = _("lab result")
        verbose_name_plural = _("lab results")
        ordering = ["-tested_on", "pk"]
        indexes = [models.Index(fields=["-tested_on", "id"], name="lab_result_newest_first")]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "lot", "tested_on"],
                name="lab_result_one_for_each_lot_and_day",
                violation_error_message=_("This lot already has a lab result of that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot}, {self.tested_on}"


class PanelResult(models.Model):
    """What the laboratory found when it looked for one kind of contaminant."""

    class Panel(models.TextChoices):
        PESTICIDES = "pesticides", _("pesticides")
        HEAVY_METALS = "heavy_metals", _("heavy metals")
        MICROBIALS = "microbials", _("microbials")
        MYCOTOXINS = "mycotoxins", _("mycotoxins")
        RESIDUAL_SOLVENTS = "residual_solvents", _("residual solvents")
        FOREIGN_MATTER = "foreign_matter", _("foreign matter")
        MOISTURE = "moisture", _("moisture and water activity")
        VITAMIN_E_ACETATE = "vitamin_e_acetate", _("vitamin E acetate")

    class Outcome(models.TextChoices):
        PASS = "pass", _("pass")
        FAIL = "fail", _("fail")
        NOT_TESTED = "not_tested", _("not tested")

    lab_result = models.ForeignKey(LabResult, models.CASCADE, related_name="panels")
    panel = models.CharField(_("panel"), max_length=20, choices=Panel)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)

    class Meta:
        verbose_name = _("panel")
        verbose_name_plural = _("panels")
        ordering = ["lab_result", "panel"]
        constraints = [
            one_of("outcome", ("pass", "fail", "not_tested"), "panel_outcome_known"),
            models.UniqueConstraint(fields=["lab_result", "panel"], name="panel_reported_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_panel_display()}: {self.get_outcome_display()}"


class CannabinoidReading(models.Model):
    class Cannabinoid(models.TextChoices):
        THC = "thc", "THC"
        THCA = "thca", "THCA"
        CBD = "cbd", "CBD"
        CBDA = "cbda", "CBDA"
        CBG = "cbg", "CBG"
        CBGA = "cbga", "CBGA"
        CBN = "cbn", "CBN"
        CBC = "cbc", "CBC"
        THCV = "thcv", "THCV"
        CBDV = "cbdv", "CBDV"
        TOTAL_THC = "total_thc", _("total THC")
        TOTAL_CBD = "total_cbd", _("total CBD")

    class Unit(models.TextChoices):
        PERCENT = "percent", _("% by weight")
        MG_PER_G = "mg_per_g", _("mg/g")
        MG_PER_ML = "mg_per_ml", _("mg/mL")
        MG_PER_SERVING = "mg_per_serving", _("mg per serving")
        MG_PER_PACKAGE = "mg_per_package", _("mg per package")

    class Detection(models.TextChoices):
        MEASURED = "measured", _("measured")
        NOT_DETECTED = "not_detected", _("not detected")
        BELOW_LOQ = "below_loq", _("below the limit of quantification")

    lab_result = models.ForeignKey(LabResult, models.CASCADE, related_name="readings")
    cannabinoid = models.CharField(_("cannabinoid"), max_length=10, choices=Cannabinoid)
    detection = models.CharField(
        _("detection"), max_length=12, choices=Detection, default=Detection.MEASURED
    )
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=4, null=True, blank=True
    )
    unit = models.CharField(_("unit"), max_length=15, choices=Unit)

    class Meta:
        verbose_name = _("cannabinoid reading")
        verbose_name_plural = _("cannabinoid readings")
        ordering = ["lab_result", "pk"]
        constraints = [
            one_of("cannabinoid", CANNABINOIDS + TOTALS, "reading_cannabinoid_known"),
            one_of("unit", UNITS, "reading_unit_known"),
            models.UniqueConstraint(
                fields=["lab_result", "cannabinoid"], name="reading_one_for_each_cannabinoid"
            ),
            models.CheckConstraint(
                condition=Q(detection="measured", amount__isnull=False, amount__gte=0)
                | Q(detection__in=["not_detected", "below_loq"], amount__isnull=True),
                name="reading_has_an_amount_if_measured",
                violation_error_message=_("Give an amount if it was measured, otherwise none."),
            ),
            models.CheckConstraint(
                condition=reduce(or_, (Q(unit=u, amount__lte=most) for u, most in HIGHEST.items()))
                | Q(amount__isnull=True),
                name="reading_is_not_more_than_everything",
                violation_error_message=_(
                    "That is more than is possible: 100 percent, 1000 mg/g or 1000 mg/mL."
                ),
            ),
        ]

    def __str__(self) -> str:
        found = plain(self.amount) if self.amount is not None else self.get_detection_display()
        return f"{self.get_cannabinoid_display()} {found} {self.get_unit_display()}"

    def as_reading(self) -> Reading:
        """Raises PotencyError when the line cannot be true."""
        return Reading(self.cannabinoid, self.unit, self.amount, self.detection)
