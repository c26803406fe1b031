from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from products.models.batch import Batch
from products.models.constraints import one_of


class Kind(models.TextChoices):
    RECEIVE = "receive", _("receive")
    DISPENSE = "dispense", _("dispense")
    RETURN = "return", _("return")
    ADJUST = "adjust", _("adjust")
    COUNT = "count", _("count")
    WASTE = "waste", _("waste")
    TRANSFER_OUT = "transfer_out", _("transfer out")
    TRANSFER_IN = "transfer_in", _("transfer in")
    TAKE_BACK = "take_back", _("take back")


class ReasonCode(models.TextChoices):
    FOUND = "found", _("found again")
    MISSING = "missing", _("missing: lost or stolen")
    ENTRY_ERROR = "entry_error", _("a typing error put right")
    WEIGHT_LOST = "weight_lost", _("weight lost by drying or weighing out")
    SAMPLE = "sample", _("sample taken for a test")
    EXPIRED = "expired", _("expired")
    DAMAGED = "damaged", _("damaged")
    DEFECTIVE = "defective", _("defective")
    FAILED_TEST = "failed_test", _("failed a test")
    RECALLED = "recalled", _("recalled")
    RETURNED = "returned", _("returned, not to be sold again")
    SENT_BACK = "sent_back", _("sent back to the producer")
    WRONG_PRODUCT = "wrong_product", _("the wrong product was handed out")
    OTHER = "other", _("another reason")


# Which reasons a kind takes; a kind that is not here takes none.
REASON_CODES = {
    Kind.ADJUST: (
        ReasonCode.FOUND,
        ReasonCode.MISSING,
        ReasonCode.ENTRY_ERROR,
        ReasonCode.WEIGHT_LOST,
        ReasonCode.SAMPLE,
        ReasonCode.OTHER,
    ),
    Kind.RETURN: (
        ReasonCode.WRONG_PRODUCT,
        ReasonCode.DEFECTIVE,
        ReasonCode.RECALLED,
        ReasonCode.OTHER,
    ),
    Kind.WASTE: (
        ReasonCode.EXPIRED,
        ReasonCode.DAMAGED,
        ReasonCode.FAILED_TEST,
        ReasonCode.RECALLED,
        ReasonCode.RETURNED,
        ReasonCode.SENT_BACK,
        ReasonCode.OTHER,
    ),
}
ADDING = (Kind.RECEIVE, Kind.RETURN, Kind.TRANSFER_IN)
TAKING = (Kind.DISPENSE, Kind.WASTE, Kind.TRANSFER_OUT, Kind.TAKE_BACK)


def _values(kinds: tuple[Kind, ...]) -> list[str]:
    return [kind.value for kind in kinds]


def _reason_fits_kind() -> Q:
    none = Q(reason_code="") & ~Q(kind__in=[kind.value for kind in REASON_CODES])
    fitting = (
        Q(kind=kind.value, reason_code__in=[code.value for code in codes])
        for kind, codes in REASON_CODES.items()
    )
    for condition in fitting:
        none |= condition
    return none


class Movement(AppendOnly):
    """One signed change of a batch's quantity, in the product's stock unit.

    Written only by `products.stock`; a batch's on hand is the sum of its movements. A count writes
    one even where nothing differs, because that somebody looked is worth keeping.
    """

    Kind = Kind
    ReasonCode = ReasonCode

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="movements")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
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
    reason_code = models.CharField(_("reason"), max_length=13, blank=True, choices=ReasonCode)
    reason = models.CharField(_("note"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=100, blank=True)
    expected = models.DecimalField(
        _("expected"), max_digits=12, decimal_places=3, null=True, help_text=_("Of a count only.")
    )
    counted = models.DecimalField(
        _("counted"), max_digits=12, decimal_places=3, null=True, help_text=_("Of a count only.")
    )
    counterpart = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        related_name="arrival",
        verbose_name=_("came from"),
        help_text=_("Of a transfer's arrival: the movement by which it left the other store."),
    )
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
        indexes = [
            models.Index(fields=["-at", "-id"], name="movement_newest_first"),
            models.Index(fields=["kind", "at"], name="movement_kind_in_time"),
        ]
        constraints = [
            one_of("kind", Kind.values, "movement_kind_known"),
            models.CheckConstraint(
                condition=Q(kind__in=_values(ADDING), quantity__gt=Decimal(0))
                | Q(kind__in=_values(TAKING), quantity__lt=Decimal(0))
                | (Q(kind="adjust") & ~Q(quantity=Decimal(0)))
                | Q(kind="count"),
                name="movement_sign_follows_its_kind",
            ),
            models.CheckConstraint(condition=_reason_fits_kind(), name="movement_reason_fits_kind"),
            models.CheckConstraint(
                condition=Q(
                    kind="count",
                    expected__isnull=False,
                    counted__isnull=False,
                    expected__gte=Decimal(0),
                    counted__gte=Decimal(0),
                    # SQLite adds decimals as floats.
                    counted=Round(F("expected") + F("quantity"), precision=3),
                )
                | (~Q(kind="count") & Q(expected=None, counted=None)),
                name="movement_count_is_the_difference",
            ),
            models.CheckConstraint(
                condition=Q(kind="transfer_in", counterpart__isnull=False)
                | (~Q(kind="transfer_in") & Q(counterpart=None)),
                name="movement_transfer_has_both_ends",
            ),
            models.UniqueConstraint(
                fields=["idempotency_key"],
                condition=~Q(idempotency_key=""),
                name="movement_written_once_for_each_key",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.quantity:+f}"
