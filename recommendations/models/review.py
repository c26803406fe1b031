from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedTextField


class Review(AppendOnly):
    """A counselor's decision on an assessment. Decisions add up; none is ever changed.

    What it published are the assessment's suggestions with the amendments up to `last_amendment`.
    """

    class Decision(models.TextChoices):
        PUBLISH = "publish", _("publish to the patient's page")
        WITHHOLD = "withhold", _("withhold")

    assessment = models.ForeignKey(
        "recommendations.Assessment", models.CASCADE, related_name="reviews"
    )
    decision = models.CharField(_("decision"), max_length=12, choices=Decision)
    note = EncryptedTextField(_("note"), blank=True)
    last_amendment = models.ForeignKey(
        "recommendations.Amendment",
        models.RESTRICT,  # goes with its assessment, and never without
        null=True,
        related_name="+",
        verbose_name=_("last amendment"),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_decision_display()} {self.at:%Y-%m-%d %H:%M}"
