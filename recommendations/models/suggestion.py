from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedJSONField


class Suggestion(AppendOnly):
    """A batch proposed for a route, with its numbers as they were and the rules that chose it."""

    assessment = models.ForeignKey(
        "recommendations.Assessment", models.CASCADE, related_name="suggestions"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    route = models.CharField(_("route"), max_length=24)
    batch = models.ForeignKey("products.Batch", models.PROTECT, verbose_name=_("batch"))
    snapshot = EncryptedJSONField(_("the batch as it was"))
    reasons = EncryptedJSONField(_("reasons"))

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["assessment", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "position"], name="suggestion_one_for_each_position"
            ),
            models.UniqueConstraint(
                fields=["assessment", "batch"], name="suggestion_names_a_batch_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} {self.position}"
