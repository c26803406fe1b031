from django.db import models
from django.utils.translation import gettext_lazy as _


class Throttle(models.Model):
    """How often one limit was used by one, since the first time. Written only by `herbology.throttle`."""

    key = models.CharField(
        _("key"), max_length=64, unique=True, help_text=_("Keyed hash of the limit and of whom.")
    )
    tries = models.PositiveIntegerField(_("tries"))
    since = models.DateTimeField(_("since"), db_index=True)

    class Meta:
        verbose_name = _("throttle")
        verbose_name_plural = _("throttles")
        default_permissions = ()

    def __str__(self) -> str:
        return self.key
