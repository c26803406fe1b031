from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class ComeBackCode(models.Model):
    """A code that leads back to saved answers, or to a result. Only its keyed hash is kept.

    The draft is named without a key: it is deleted a day after it was handed in, and the code still
    has to say that it was.
    """

    class Opens(models.TextChoices):
        DRAFT = "draft", _("saved answers")
        RESULT = "result", _("the patient's page")

    code_hash = models.CharField(max_length=64, unique=True)
    opens = models.CharField(_("opens"), max_length=6, choices=Opens)
    draft_id = models.UUIDField(db_index=True, editable=False)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"), db_index=True)

    class Meta:
        verbose_name = _("come-back code")
        verbose_name_plural = _("come-back codes")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="come_back_code_opens_known", condition=Q(opens__in=["draft", "result"])
            ),
            models.CheckConstraint(
                name="come_back_code_expires_after_it_is_made",
                condition=Q(expires_at__gt=F("made_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_opens_display()} {self.made_at:%Y-%m-%d}"
