from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class AccessLink(models.Model):
    """A way to a patient's page. Only the secret's hash is kept, so the database opens nothing."""

    submission = models.ForeignKey(
        "recommendations.Submission", models.CASCADE, related_name="access_links"
    )
    secret_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    class Meta:
        verbose_name = _("access link")
        verbose_name_plural = _("access links")
        constraints = [
            models.CheckConstraint(
                name="access_link_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("created_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.created_at:%Y-%m-%d}"
