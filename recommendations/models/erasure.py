from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly


class Erasure(AppendOnly):
    """That somebody's submissions were erased, and when. It names nobody: the receipt is theirs."""

    receipt = models.CharField(_("receipt"), max_length=14, unique=True)
    at = models.DateTimeField(_("erased at"))
    submissions = models.PositiveSmallIntegerField(_("submissions"))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.receipt
