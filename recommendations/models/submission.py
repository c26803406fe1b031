from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from herbology.encrypted import EncryptedJSONField


class Submission(models.Model):
    """Answers handed in, with everything frozen that was true then.

    What a list or a queue needs is in the clear; what the patient said is encrypted. `state` is what
    the patient's page shows, `desk_state` how far the desk is with it: every submission comes to
    the desk, whatever the page shows at once. `disposition` and `category` are those of the newest
    assessment. `advised` are the batches that the newest version names, kept for the database to
    ask about; recommendations.versions is what says so. `watched` are all that the patient's page
    has ever shown, sold out or replaced since: a recall finds whoever may have one at home, until
    somebody has dealt with it (recommendations.watching).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for a counselor")
        PUBLISHED = "published", _("published")
        WITHHELD = "withheld", _("withheld")

    class DeskState(models.TextChoices):
        NEW = "new", _("new")
        WITH_PATIENT = "with_patient", _("waiting for the patient")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    draft_id = models.UUIDField(unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=9, unique=True)
    store = models.ForeignKey(
        "products.Store", models.PROTECT, verbose_name=_("store"), null=True, blank=True
    )
    follows = models.ForeignKey(
        "self",
        models.SET_NULL,
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        related_name="corrections",
    )
    assisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("filled in with the patient by"),
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.WAITING)
    desk_state = models.CharField(
        _("at the desk"), max_length=12, choices=DeskState, default=DeskState.NEW
    )
    waiting_since = models.DateTimeField(
        _("waiting since"),
        help_text=_("Since the patient last did something that needs an answer."),
    )
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("claimed by"),
        null=True,
        blank=True,
        related_name="+",
    )
    claimed_at = models.DateTimeField(_("claimed at"), null=True, blank=True)
    first_answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    last_told_at = models.DateTimeField(
        _("last told at"),
        null=True,
        blank=True,
        help_text=_("When the desk last answered, or policy showed the result at once."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    patient_hash = models.CharField(
        max_length=64,
        blank=True,
        db_index=True,
        help_text=_("Of the e-mail address, with a key: finds the same patient, tells nothing."),
    )
    advised = models.ManyToManyField("products.Batch", related_name="+")
    watched = models.ManyToManyField("products.Batch", related_name="+")
    disposition = models.CharField(_("disposition"), max_length=24)
    category = models.CharField(_("category"), max_length=40)
    language = models.CharField(_("language"), max_length=12)
    submitted_at = models.DateTimeField(_("submitted at"))
    call_requested_at = models.DateTimeField(_("call requested at"), null=True, blank=True)
    called_at = models.DateTimeField(_("called at"), null=True, blank=True)
    questionnaire_version = models.CharField(_("questionnaire version"), max_length=40)
    consent_version = models.CharField(_("consent version"), max_length=40)
    answers = EncryptedJSONField(_("answers"))
    pages = EncryptedJSONField(_("as typed, page by page"), null=True, blank=True)
    transcript = EncryptedJSONField(_("questions as shown, with the answers"))
    contact = EncryptedJSONField(_("contact"))
    call = EncryptedJSONField(_("call request"), null=True, blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-submitted_at", "-pk"]
        permissions = [
            ("publish_submission", _("Can publish or withhold a result")),
            ("reassign_submission", _("Can hand over what somebody else has claimed")),
            ("view_desk_report", _("Can view the report on the desk's work, without names")),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at"], name="submission_queue"),
            models.Index(fields=["desk_state", "waiting_since"], name="submission_desk"),
            # Without `state` SQLite, which has no statistics, would read all that is published.
            models.Index(
                fields=["state", "desk_state", "last_told_at"], name="submission_answered"
            ),
            models.Index(
                fields=["call_requested_at"],
                condition=Q(call_requested_at__isnull=False),
                name="submission_calls",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="submission_desk_state_known",
                condition=Q(desk_state__in=["new", "with_patient", "answered", "closed"]),
            ),
            models.CheckConstraint(
                name="submission_claimed_by_somebody_at_some_time",
                condition=Q(claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_call_and_time_together",
                condition=Q(call__isnull=True, call_requested_at__isnull=True)
                | Q(call__isnull=False, call_requested_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def current_assessment(self):
        """The newest assessment; earlier ones stay beside it for ever."""
        return max(self.assessments.all(), key=lambda assessment: assessment.pk)
