from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from herbology.encrypted import EncryptedTextField


class Message(AppendOnly):
    """What the desk wrote to a patient (`by` somebody), or a patient to the desk (`by` empty)."""

    submission = models.ForeignKey(
        "recommendations.Submission", models.CASCADE, related_name="messages"
    )
    text = EncryptedTextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    at = models.DateTimeField(_("at"))
    review = models.OneToOneField(
        "recommendations.Review",
        models.CASCADE,
        null=True,
        related_name="message",
        verbose_name=_("sent with"),
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="message_with_a_review_is_from_the_desk",
                condition=Q(review=None) | Q(by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.at:%Y-%m-%d %H:%M}"
