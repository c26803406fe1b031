from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from products.models.batch import Batch
from products.models.constraints import one_of
from products.models.movement import Movement


class Reservation(models.Model):
    """Units of one batch kept for a pick-up until a time. Written only by `products.stock`.

    While it is active its quantity is part of the batch's `reserved`. Its time may have passed
    before anybody noticed: the next verb on the batch lets it go, and until then whoever reads the
    shelf counts it as available. `reference` is opaque: what it stands for is known above.
    """

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        COLLECTED = "collected", _("collected")
        CANCELLED = "cancelled", _("cancelled")
        LAPSED = "lapsed", _("lapsed")

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="reservations")
    quantity = models.DecimalField(_("quantity"), max_digits=12, decimal_places=3)
    reference = models.CharField(_("reference"), max_length=100, db_index=True)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ACTIVE)
    reserved_at = models.DateTimeField(_("reserved at"))
    expires_at = models.DateTimeField(_("kept until"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the person it is for, or a program."),
    )
    ended_reason = models.CharField(_("why it ended"), max_length=200, blank=True)
    movement = models.OneToOneField(
        Movement, models.PROTECT, null=True, related_name="reservation", verbose_name=_("movement")
    )
    idempotency_key = models.CharField(
        _("idempotency key"), max_length=100, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        ordering = ["-reserved_at", "-pk"]
        indexes = [
            models.Index(
                fields=["batch", "expires_at"],
                condition=Q(state="active"),
                name="reservation_active_of_batch",
            ),
            models.Index(fields=["-reserved_at", "-id"], name="reservation_newest_first"),
        ]
        constraints = [
            one_of(
                "state", ("active", "collected", "cancelled", "lapsed"), "reservation_state_known"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=Decimal(0)), name="reservation_quantity_above_zero"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("reserved_at")), name="reservation_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(state="active", ended_at=None)
                | (~Q(state="active") & Q(ended_at__isnull=False)),
                name="reservation_ended_unless_active",
            ),
            models.CheckConstraint(
                condition=Q(state="collected", movement__isnull=False)
                | (~Q(state="collected") & Q(movement=None)),
                name="reservation_collected_by_a_movement",
            ),
            models.UniqueConstraint(
                fields=["idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="reservation_made_once_for_each_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.get_state_display()})"
