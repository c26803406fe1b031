from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from products.models.constraints import one_of
from products.models.lab_result import LabResult


class Attachment(AppendOnly):
    """The laboratory's own document, kept in the database so that every web process has it.

    Written only by `products.attachments`, which checks size and type. Lists leave `content` out.
    """

    class MediaType(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    lab_result = models.ForeignKey(LabResult, models.PROTECT, related_name="attachments")
    name = models.CharField(_("file"), max_length=120)
    media_type = models.CharField(_("type"), max_length=20, choices=MediaType)
    size_bytes = models.PositiveIntegerField(_("size (bytes)"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.BinaryField(_("content"))
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["-at", "-pk"]
        constraints = [
            one_of(
                "media_type",
                ("application/pdf", "image/png", "image/jpeg"),
                "attachment_type_known",
            ),
            models.UniqueConstraint(
                fields=["lab_result", "sha256"], name="attachment_kept_once_for_each_result"
            ),
        ]

    def __str__(self) -> str:
        return self.name
