from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageTemplate(models.Model):
    """Words that counselors start an answer with; placeholders as recommendations.desk.templates lists."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    text = models.TextField(_("text"), max_length=4000)
    active = models.BooleanField(_("offered to counselors"), default=True)

    class Meta:
        verbose_name = _("message template")
        verbose_name_plural = _("message templates")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
