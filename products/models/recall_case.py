from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from products.models.batch import Batch
from products.models.constraints import one_of


class RecallCase(AppendOnly):
    """One decision to take stock off every shelf at once. Written only by `products.recalls`."""

    class Scope(models.TextChoices):
        BATCH = "batch", _("a batch number")
        PRODUCT = "product", _("a product")
        PRODUCER = "producer", _("a producer's range")

    scope = models.CharField(_("recalled"), max_length=8, choices=Scope)
    named = models.CharField(
        _("which"), max_length=250, help_text=_("The batch number, product or producer, in words.")
    )
    reason = models.CharField(_("reason"), max_length=200)
    notice = models.CharField(
        _("notice"), max_length=100, blank=True, help_text=_("The recall notice's own number.")
    )
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("recall")
        verbose_name_plural = _("recalls")
        ordering = ["-at", "-pk"]
        constraints = [one_of("scope", ("batch", "product", "producer"), "recall_scope_known")]

    def __str__(self) -> str:
        return f"Recall {self.pk}: {self.named}"


class RecalledBatch(AppendOnly):
    """A batch that a recall took off the shelf, with what there was of it at that moment."""

    case = models.ForeignKey(RecallCase, models.PROTECT, related_name="batches")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="recalls")
    from_state = models.CharField(_("was"), max_length=10, choices=Batch.State)
    on_hand = models.DecimalField(_("on hand"), max_digits=12, decimal_places=3)
    reserved = models.DecimalField(
        _("reserved"),
        max_digits=12,
        decimal_places=3,
        help_text=_("What was kept for pick-ups, all of them cancelled by the recall."),
    )

    class Meta:
        verbose_name = _("recalled batch")
        verbose_name_plural = _("recalled batches")
        ordering = ["case", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch"], name="recalled_batch_once"),
            models.CheckConstraint(
                condition=Q(reserved__gte=Decimal(0)) & Q(on_hand__gte=F("reserved")),
                name="recalled_batch_reserved_within_on_hand",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.batch} ({self.case_id})"
