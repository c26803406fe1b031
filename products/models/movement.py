from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from products.models.batch import Batch


class Movement(AppendOnly):
    """One signed change of a batch's quantity, in the product's stock unit.

    Written only by `products.stock`; a batch's on hand is the sum of its movements.
    """

    class Kind(models.TextChoices):
        RECEIVE = "receive", _("receive")
        DISPENSE = "dispense", _("dispense")
        TAKE_BACK = "take_back", _("take back")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=3,
        help_text=_("Signed: what came in is positive, what went out negative."),
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: an import or another program."),
    )
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    idempotency_key = models.CharField(
        _("idempotency key"), max_length=100, blank=True, editable=False
    )
    assumed = models.BooleanField(
        _("assumed"), default=False, help_text=_("An import assumed this quantity.")
    )

    class Meta:
        verbose_name = _("movement")
        verbose_name_plural = _("movements")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="movement_newest_first")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="receive", quantity__gt=Decimal(0))
                | models.Q(kind__in=["dispense", "take_back"], quantity__lt=Decimal(0)),
                name="movement_sign_follows_its_kind",
            ),
            models.UniqueConstraint(
                fields=["idempotency_key"],
                condition=~models.Q(idempotency_key=""),
                name="movement_written_once_for_each_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quantity:+f}"
