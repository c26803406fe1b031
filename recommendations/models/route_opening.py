from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedJSONField, EncryptedTextField


class RouteOpening(AppendOnly):
    """Rules that a counselor set aside for some routes, and the assessment that was made with it.

    It holds for every later assessment of the submission, too. `opened` is {route: [rule ids]}, in
    the clear for the desk's report. `agreement` is a prescriber's:
    {"who", "agreed_on" (ISO), "how", "limits", "max_first_dose_thc_mg" (text, mg, or null)}.
    """

    assessment = models.OneToOneField(
        "recommendations.Assessment", models.CASCADE, related_name="opening"
    )
    opened = models.JSONField(_("rules opened, by route"))
    reason_code = EncryptedTextField(_("coded reason"))
    note = EncryptedTextField(_("note"), blank=True)
    agreement = EncryptedJSONField(_("a prescriber's agreement"), null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opening")
        verbose_name_plural = _("openings")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{', '.join(self.opened)} {self.at:%Y-%m-%d %H:%M}"
