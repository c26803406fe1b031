from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from products.models.constraints import above_zero, one_of
from products.models.translated import spanish_line
from products.potency import ROUTES, Bounds


class Format(models.Model):
    """A kind of product: how it can be taken, measured out, and how strong it can plausibly be.

    A product without a format, or with one that has no route, is unclassified.
    """

    class MeasureUnit(models.TextChoices):
        PIECE = "piece", _("piece")
        ML = "ml", _("mL")
        SPRAY = "spray", _("spray")
        GRAM = "gram", _("gram")
        INHALATION = "inhalation", _("inhalation")

    code = models.SlugField(_("code"), max_length=30, unique=True)
    name = models.CharField(_("name"), max_length=60, unique=True)
    name_es = spanish_line(_("name in Spanish"), max_length=60)
    measure_unit = models.CharField(
        _("unit of a serving"), max_length=10, choices=MeasureUnit, default=MeasureUnit.PIECE
    )
    divides_into = models.PositiveSmallIntegerField(
        _("divides into"),
        choices=[(1, _("cannot be divided")), (2, _("halves")), (4, _("quarters"))],
        default=1,
        help_text=_("Even parts that one piece can be cut into."),
    )
    smallest_measurable_amount = models.DecimalField(
        _("smallest measurable amount"),
        max_digits=8,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_(
            "In the unit of a serving, before dividing a piece: 1 piece, 0.1 mL, 1 spray."
            " Empty: it cannot be measured out."
        ),
    )
    min_total_thc_percent = models.DecimalField(
        _("lowest plausible total THC (%)"), max_digits=6, decimal_places=3, default=Decimal(0)
    )
    max_total_thc_percent = models.DecimalField(
        _("highest plausible total THC (%)"), max_digits=6, decimal_places=3, default=Decimal(100)
    )
    max_thc_mg_per_serving = models.DecimalField(
        _("highest plausible THC per serving (mg)"),
        max_digits=9,
        decimal_places=3,
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("format")
        verbose_name_plural = _("formats")
        ordering = ["name"]
        constraints = [
            one_of(
                "measure_unit",
                ("piece", "ml", "spray", "gram", "inhalation"),
                "format_measure_unit_known",
            ),
            models.CheckConstraint(
                condition=models.Q(divides_into=1)
                | models.Q(divides_into__in=[2, 4], measure_unit="piece"),
                name="format_divides_pieces_into_halves_or_quarters",
                violation_error_message=_("Only pieces can be divided, into halves or quarters."),
            ),
            above_zero("smallest_measurable_amount", "format_smallest_amount_above_zero"),
            above_zero("max_thc_mg_per_serving", "format_max_thc_mg_above_zero"),
            models.CheckConstraint(
                condition=models.Q(min_total_thc_percent__gte=0)
                & models.Q(max_total_thc_percent__lte=100)
                & models.Q(max_total_thc_percent__gte=models.F("min_total_thc_percent")),
                name="format_thc_bounds_in_order_within_0_and_100_percent",
                violation_error_message=_(
                    "The THC bounds must go from low to high, from 0 to 100 percent."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def routes(self) -> tuple[str, ...]:
        """In the order of ROUTES. Reads the related rows: prefetch `route_rows` in lists."""
        found = {row.route for row in self.route_rows.all()}
        return tuple(route for route in ROUTES if route in found)

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            min_total_thc_percent=self.min_total_thc_percent,
            max_total_thc_percent=self.max_total_thc_percent,
            max_thc_mg_per_serving=self.max_thc_mg_per_serving,
        )

    def smallest_amount(self, divides_into: int | None = None) -> Decimal | None:
        """In the unit of a serving, dividing a piece into as many parts as it allows."""
        if self.smallest_measurable_amount is None:
            return None
        return self.smallest_measurable_amount / (divides_into or self.divides_into)


class FormatRoute(models.Model):
    format = models.ForeignKey(Format, models.CASCADE, related_name="route_rows")
    route = models.CharField(
        _("route"), max_length=20, choices=[(code, code.replace("_", " ")) for code in ROUTES]
    )

    class Meta:
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        ordering = ["format", "route"]
        constraints = [
            one_of("route", ROUTES, "format_route_known"),
            models.UniqueConstraint(fields=["format", "route"], name="format_route_named_once"),
        ]

    def __str__(self) -> str:
        return self.get_route_display()
