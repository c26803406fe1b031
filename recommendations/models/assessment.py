from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedJSONField


class GuidelineEdition(models.Model):
    """The guideline's files as they were, so that an old result can be recomputed."""

    version = models.CharField(_("version"), max_length=60, unique=True)
    files = models.JSONField(_("files"))
    first_used_at = models.DateTimeField(_("first used at"))

    class Meta:
        verbose_name = _("guideline edition")
        verbose_name_plural = _("guideline editions")

    def __str__(self) -> str:
        return self.version


class Assessment(AppendOnly):
    """What the guideline concluded from a submission's answers; never changed, only followed.

    `record` holds rule ids and parameters, no prose. `candidates` is what the shelf offered, so
    that the choice can be made again.
    """

    submission = models.ForeignKey(
        "recommendations.Submission", models.CASCADE, related_name="assessments"
    )
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name=_("made by")
    )
    edition = models.ForeignKey(
        GuidelineEdition, models.PROTECT, verbose_name=_("guideline edition")
    )
    policy_name = models.CharField(_("policy"), max_length=60)
    policy_text = models.TextField(_("policy as it was"))
    release = models.CharField(_("release"), max_length=12)
    record = EncryptedJSONField(_("conclusion"))
    candidates = EncryptedJSONField(_("what the shelf offered"))

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.submission} {self.made_at:%Y-%m-%d %H:%M}"
