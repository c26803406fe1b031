from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from herbology.encrypted import EncryptedTextField

STATES = ("waiting", "sending", "sent", "uncertain", "failed")


class OutgoingMail(models.Model):
    """One mail to one address. Written only by `herbology.outbox`.

    waiting -> sending -> sent, or waiting again (the server did not take it), or failed (it never
    will), or uncertain (nobody can know whether it left).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("sending")
        SENT = "sent", _("sent")
        UNCERTAIN = "uncertain", _("uncertain")
        FAILED = "failed", _("failed")

    key = models.CharField(
        _("key"),
        max_length=200,
        unique=True,
        help_text=_("What the mail is about. The same key is never written twice."),
    )
    to = EncryptedTextField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    body = EncryptedTextField(_("text"))
    stop_url = EncryptedTextField(
        _("address that stops such mails"), null=True, help_text=_("Empty: there is none.")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.WAITING)
    made_at = models.DateTimeField(_("made at"))
    due_at = models.DateTimeField(_("due at"))
    claimed_at = models.DateTimeField(
        _("last try at"), null=True, help_text=_("When a sender last took it in hand.")
    )
    sent_at = models.DateTimeField(_("sent at"), null=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    last_error = models.CharField(_("last error"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["-made_at", "-pk"]
        default_permissions = ("view", "change")
        indexes = [
            models.Index(
                fields=["due_at", "id"], condition=Q(state="waiting"), name="outgoing_mail_due"
            ),
            models.Index(
                fields=["claimed_at"], condition=Q(state="sending"), name="outgoing_mail_in_hand"
            ),
            models.Index(fields=["-made_at", "-id"], name="outgoing_mail_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="outgoing_mail_state_known"),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="outgoing_mail_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claimed_at__isnull=False),
                name="outgoing_mail_sending_has_a_claim",
            ),
        ]

    def __str__(self) -> str:
        return self.key
