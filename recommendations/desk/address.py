"""Mail that came back, and the address that is put right. Nothing goes to a wrong one meanwhile."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from herbology import outbox
from recommendations.chain import chain_of
from recommendations.desk.claims import Kind, at_work, claimed, record
from recommendations.desk.ended import refuse_ended
from recommendations.desk.errors import DeskError
from recommendations.models import DeskEvent, Message, Submission
from recommendations.notices import PageUrl, keys_for, mail_came_back, put_notice
from recommendations.patients import hash_of


def mark_bounced(*, submission: Submission, by: User, at: datetime, note: str = "") -> None:
    """Mail to the patient came back to the shop's mailbox: no notice goes there from now on.

    What still waits to be sent is taken back. Raises DeskError.
    """
    with at_work(submission, by=by, at=at):
        now = Submission.objects.select_for_update().get(pk=submission.pk)
        if not now.contact.get("email"):
            raise DeskError(_("The patient gave no e-mail address."))
        if mail_came_back(now):
            raise DeskError(_("That mail comes back is noted already. Correct the address."))
        take_back_notices(now)
        record(now, Kind.BOUNCED, by=by, at=at, note=note)


def readdress(
    *, submission: Submission, email: str, by: User, at: datetime, page_url: PageUrl
) -> None:
    """Write to this address from now on, and at once if the patient was answered last.

    Raises DeskError.
    """
    with claimed(submission, by=by, at=at) as now:
        refuse_ended(now)
        before = now.contact.get("email") or ""
        if email == before and not mail_came_back(now):
            raise DeskError(_("This is the address that we have already."))
        take_back_notices(now)
        now.contact["email"] = email
        now.patient_hash = hash_of(email)
        now.save(update_fields=["contact", "patient_hash"])
        event = _record(now, before, email, by, at)
        _tell_again(now, event, at, page_url)


def take_back_notices(submission: Submission) -> None:
    keys = keys_for(chain_of(submission).keys)
    outbox.take_back(outbox.OutgoingMail.objects.filter(key__in=keys))


def _record(submission: Submission, before: str, email: str, by: User, at: datetime) -> DeskEvent:
    note = _("From %(before)s to %(now)s") % {"before": before or _("none"), "now": email}
    return record(submission, Kind.READDRESSED, by=by, at=at, note=note)


def _tell_again(submission: Submission, event: DeskEvent, at: datetime, page_url: PageUrl) -> None:
    """Of the last message, unless the patient wrote since and so has read it."""
    last = Message.objects.filter(submission=submission).order_by("at", "pk").last()
    if last is not None and last.by_id is not None:
        put_notice(submission, last, at=at, page_url=page_url, again=event)
