import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.encrypted import EncryptedJSONField


class Draft(models.Model):
    """Answers on their way to being handed in; one browser session works on one draft.

    `data` is {"pages": {page key: {question key: plain JSON value}}}, with "fixed": [page key] for
    pages that a store's tablet has answered. A draft is handed in at most once: its id is what makes
    sending twice one submission.
    """

    id = models.UUIDField(_("id"), primary_key=True, default=uuid.uuid4, editable=False)
    data = EncryptedJSONField(_("answers so far"), default=dict)
    language = models.CharField(_("language"), max_length=10)
    follows = models.CharField(
        _("follows"),
        max_length=36,
        blank=True,
        default="",
        help_text=_("The submission these answers correct, when a warning sign was a slip."),
    )
    consent_version = models.CharField(
        _("consent version"),
        max_length=40,
        blank=True,
        default="",
        help_text=_("Of the words that were agreed to."),
    )
    assisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("filled in with the patient by"),
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"))
    updated_at = models.DateTimeField(_("last changed at"))
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        indexes = [models.Index(fields=["updated_at"], name="draft_updated_at")]

    def __str__(self) -> str:
        return f"Draft {self.id}"
