from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.models.batch import Batch
from products.models.constraints import one_of
from products.models.product import Product
from products.models.store import Store


class ReorderPoint(models.Model):
    """Below this quantity of a product at a store, somebody should order more."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="reorder_points")
    store = models.ForeignKey(Store, models.CASCADE, related_name="reorder_points")
    quantity = models.DecimalField(
        _("reorder below"),
        max_digits=12,
        decimal_places=3,
        help_text=_("Of what can be sold, in the product's stock unit."),
    )

    class Meta:
        verbose_name = _("reorder point")
        verbose_name_plural = _("reorder points")
        ordering = ["product", "store"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "store"],
                name="reorder_point_one_for_each_product_and_store",
                violation_error_message=_("This product already has a reorder point there."),
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=Decimal(0)),
                name="reorder_point_above_zero",
                violation_error_message=_("A reorder point must be above zero."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}, {self.store}: {self.quantity}"


class StockAlert(models.Model):
    """That a limit was crossed, once for each crossing. Written only by `products.alerts`.

    `threshold` is the reorder point, or the days before expiry; `figure` what was left when it was
    crossed: the quantity that could be sold, or the days. A cleared one may be crossed again.
    """

    class Kind(models.TextChoices):
        LOW_STOCK = "low_stock", _("low stock")
        EXPIRY = "expiry", _("expires soon")

    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    product = models.ForeignKey(Product, models.CASCADE, related_name="alerts")
    store = models.ForeignKey(Store, models.CASCADE, related_name="alerts")
    batch = models.ForeignKey(Batch, models.CASCADE, null=True, related_name="alerts")
    threshold = models.DecimalField(_("limit"), max_digits=12, decimal_places=3)
    figure = models.DecimalField(_("left"), max_digits=12, decimal_places=3)
    raised_at = models.DateTimeField(_("raised at"))
    cleared_at = models.DateTimeField(_("cleared at"), null=True)

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        ordering = ["-raised_at", "-pk"]
        indexes = [models.Index(fields=["-raised_at", "-id"], name="alert_newest_first")]
        constraints = [
            one_of("kind", ("low_stock", "expiry"), "alert_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="low_stock", batch=None) | Q(kind="expiry", batch__isnull=False),
                name="alert_names_a_batch_if_about_one",
            ),
            models.CheckConstraint(
                condition=Q(cleared_at=None) | Q(cleared_at__gte=F("raised_at")),
                name="alert_cleared_after_it_was_raised",
            ),
            models.UniqueConstraint(
                fields=["product", "store"],
                condition=Q(kind="low_stock", cleared_at=None),
                name="alert_low_stock_open_once",
            ),
            models.UniqueConstraint(
                fields=["batch", "threshold"],
                condition=Q(kind="expiry", cleared_at=None),
                name="alert_expiry_open_once_for_each_limit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.product}, {self.store}"
