from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedJSONField, EncryptedTextField


class Statement(AppendOnly):
    """What a patient cleared up when talking to a counselor, and the assessment made from it.

    What was handed in stays as it was. `changes` is {answer key: value}, as the engine reads it;
    `pages` the page's form as a draft keeps it; `said` entries of a transcript, in words.
    """

    assessment = models.OneToOneField(
        "recommendations.Assessment", models.CASCADE, related_name="statement"
    )
    changes = EncryptedJSONField(_("answers"))
    pages = EncryptedJSONField(_("as typed"))
    said = EncryptedJSONField(_("in words"))
    note = EncryptedTextField(_("how it was cleared up"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("counselor's statement")
        verbose_name_plural = _("counselors' statements")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.at:%Y-%m-%d %H:%M}"
