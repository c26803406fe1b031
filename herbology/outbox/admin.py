from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from herbology.admin_site import ReadOnlyAdmin
from herbology.outbox.mail import OutgoingMail
from herbology.outbox.writing import REPEATABLE, send_again

# What fits on a page that somebody reads before saying yes.
MOST_AT_ONCE = 100


@admin.register(OutgoingMail)
class OutgoingMailAdmin(ReadOnlyAdmin):
    """The text is shown nowhere: it may hold the link that opens a patient's page."""

    list_display = [
        "subject",
        "state",
        "last_error",
        "attempts",
        "made_at",
        "due_at",
        "sent_at",
    ]
    list_filter = ["state"]
    search_fields = ["key", "subject"]
    search_help_text = _("Key or subject.")
    actions = ["ask_to_send_again"]
    exclude = ["body", "stop_url"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutgoingMail]:
        """Without what only a key can open, so that a missing key leaves the list readable."""
        return super().get_queryset(request).defer("to", "body", "stop_url")

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("herbology.change_outgoingmail")

    @admin.action(description=_("Send again"), permissions=["send_again"])
    def ask_to_send_again(
        self, request: HttpRequest, queryset: QuerySet[OutgoingMail]
    ) -> HttpResponse | None:
        """First a page that asks, and then, confirmed there, the deed."""
        mails = list(queryset.filter(state__in=REPEATABLE)[:MOST_AT_ONCE])
        if not mails:
            self.message_user(
                request, _("Only failed and uncertain mails can be sent again."), messages.WARNING
            )
            return None
        if "confirmed" in request.POST:
            self._send_again(request, mails)
            return None
        return self.own_page(
            request,
            "admin/herbology/outgoingmail/send_again.html",
            title=_("Send again?"),
            mails=mails,
            left_out=queryset.count() - len(mails),
            any_uncertain=any(mail.state == mail.State.UNCERTAIN for mail in mails),
        )

    def _send_again(self, request: HttpRequest, mails: list[OutgoingMail]) -> None:
        assert isinstance(request.user, User)  # noqa: S101 - the admin has checked
        chosen = OutgoingMail.objects.filter(pk__in=[mail.pk for mail in mails])
        number = send_again(chosen, at=timezone.now())
        LogEntry.objects.log_actions(request.user.pk, mails, CHANGE, str(_("Sent again.")))
        done = ngettext("%d mail is due again.", "%d mails are due again.", number) % number
        self.message_user(request, done, messages.SUCCESS)
