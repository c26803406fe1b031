from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedTextField


class DeskEvent(AppendOnly):
    """One thing that was done with a submission at the desk. `note` may quote the patient."""

    class Kind(models.TextChoices):
        CLAIMED = "claimed", _("claimed")
        HANDED_BACK = "handed_back", _("handed back")
        HANDED_OVER = "handed_over", _("handed over")
        CALLED = "called", _("called")
        NOTED = "noted", _("noted")
        ASKED = "asked", _("waiting for the patient")
        ANSWERED = "answered", _("answered by phone or in person")
        CLOSED = "closed", _("closed")
        REOPENED = "reopened", _("opened again")
        LEFT = "left", _("left as it is")
        BOUNCED = "bounced", _("noted that mail came back")
        READDRESSED = "readdressed", _("corrected the e-mail address")

    submission = models.ForeignKey(
        "recommendations.Submission", models.CASCADE, related_name="desk_events"
    )
    kind = models.CharField(_("what"), max_length=12, choices=Kind)
    note = EncryptedTextField(_("note"), blank=True)
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("handed over to"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("event at the desk")
        verbose_name_plural = _("events at the desk")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"
