from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly
from products.models.batch import Batch


class StateChange(AppendOnly):
    """Who put a batch in another state, when and why. Written only by `products.stock`."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="state_changes")
    from_state = models.CharField(_("from"), max_length=10, choices=Batch.State)
    to_state = models.CharField(_("to"), max_length=10, choices=Batch.State)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by")
    )
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        verbose_name = _("state change")
        verbose_name_plural = _("state changes")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(from_state=models.F("to_state")),
                name="state_change_changes_the_state",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_from_state_display()} > {self.get_to_state_display()}"
