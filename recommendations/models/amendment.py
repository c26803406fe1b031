from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedJSONField, EncryptedTextField


class Amendment(AppendOnly):
    """A counselor's change to one place of what an assessment suggested. The latest of a place counts.

    Work in progress until a review publishes it; recommendations.versions reads them. `rules` are
    the ids of the rules behind what stood there before, in the clear, so that an override is told
    without a key. The desk's report reads the guideline's own suggestion instead.
    """

    class Kind(models.TextChoices):
        ADD = "add", _("added")
        REPLACE = "replace", _("changed")
        WITHHOLD = "withhold", _("withheld")
        RESTORE = "restore", _("as it was suggested")

    assessment = models.ForeignKey(
        "recommendations.Assessment", models.CASCADE, related_name="amendments"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("what"), max_length=8, choices=Kind)
    route = models.CharField(_("route"), max_length=24)
    batch = models.ForeignKey(
        "products.Batch", models.PROTECT, null=True, related_name="+", verbose_name=_("batch")
    )
    snapshot = EncryptedJSONField(_("the batch as it was"), null=True)
    reasons = EncryptedJSONField(_("reasons"), default=list)
    reason_code = EncryptedTextField(_("coded reason"), blank=True)
    note = EncryptedTextField(_("note"), blank=True)
    rules = models.JSONField(_("rules overridden"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("amendment")
        verbose_name_plural = _("amendments")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="amendment_names_a_batch_where_it_offers_one",
                condition=Q(kind__in=["add", "replace"], batch__isnull=False)
                | Q(kind__in=["withhold", "restore"], batch__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.position}"
