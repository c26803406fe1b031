from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from herbology.append_only import AppendOnly

ACTIONS = (
    *("viewed", "listed", "exported", "added", "changed", "deleted", "acted", "refused"),
    *("signed_in", "sign_in_failed", "signed_out"),
)


class AuditEntry(AppendOnly):
    """One answer of the admin, or one sign-in. Written only by `herbology.audit`.

    `by` is empty where nobody was signed in; `username` is the name as it was then, for a failed
    sign-in only if there is such a person: people type passwords into the wrong field.
    """

    class Action(models.TextChoices):
        VIEWED = "viewed", _("viewed")
        LISTED = "listed", _("listed")
        EXPORTED = "exported", _("exported")
        ADDED = "added", _("added")
        CHANGED = "changed", _("changed")
        DELETED = "deleted", _("deleted")
        ACTED = "acted", _("acted")
        REFUSED = "refused", _("refused")
        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
        SIGNED_OUT = "signed_out", _("signed out")

    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("person"),
    )
    username = models.CharField(_("username"), max_length=150, blank=True)
    action = models.CharField(_("what was done"), max_length=14, choices=Action)
    model = models.CharField(_("kind of record"), max_length=100, blank=True)
    key = models.CharField(_("key"), max_length=64, blank=True)
    text = models.CharField(_("record"), max_length=200, blank=True)
    path = models.CharField(_("page"), max_length=200, blank=True)
    method = models.CharField(_("method"), max_length=7, blank=True)
    status = models.PositiveSmallIntegerField(
        _("answer"), null=True, help_text=_("200 shown, 302 done, 403 refused, 404 no such record.")
    )

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit entries")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["-at", "-id"], name="audit_newest_first"),
            models.Index(fields=["model", "key", "-at"], name="audit_of_a_record"),
            models.Index(fields=["by", "-at"], name="audit_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(action__in=ACTIONS), name="audit_action_known")
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.get_action_display()} {self.at:%Y-%m-%d %H:%M}".strip()

    @property
    def model_in_words(self) -> str:
        try:
            return str(capfirst(apps.get_model(self.model)._meta.verbose_name))
        except (LookupError, ValueError):  # none, or of a model that is no more
            return self.model
