from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly, AppendOnlyQuerySet
from herbology.encrypted import EncryptedJSONField
from products.models import Batch


class SuggestionQuerySet(AppendOnlyQuerySet):
    def citing(self, batches: Batch | Iterable[Batch]) -> Self:
        """The advice that names this batch, or any of these, newest first."""
        named = [batches] if isinstance(batches, Batch) else batches
        return self.filter(batch__in=named).order_by("-assessment_id", "position")


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

    objects: ClassVar[Any] = SuggestionQuerySet.as_manager()

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
