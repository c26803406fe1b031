"""E-mail that tells a patient that there is something to read, and nothing else.

No health information: no result, no product, no word of a message. The link in it is a new one.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from herbology import outbox
from recommendations.links import LIFETIME, issue_link
from recommendations.models import DeskEvent, Message, Submission

Kind = DeskEvent.Kind
PageUrl = Callable[[str], str]  # from a link's secret to the address of the page that it opens

NO_ADDRESS, UNWANTED, CAME_BACK = "no_address", "unwanted", "came_back"


def put_notice(
    submission: Submission,
    message: Message,
    *,
    at: datetime,
    page_url: PageUrl,
    again: DeskEvent | None = None,
) -> None:
    """Write the mail in the caller's transaction, unless there is a reason why not.

    `again`: the address was corrected; otherwise a message has one notice at most.
    """
    if why_none(submission):
        return
    secret = issue_link(submission=submission, at=at)
    with translation.override(submission.language):
        outbox.put(
            key=key_of(message.pk, again.pk if again else None),
            to=submission.contact["email"],
            subject=_("There is something for you to read"),
            body=_body(submission.reference, page_url(secret)),
            at=at,
        )


def why_none(submission: Submission) -> str:
    """Why no notice goes to this patient, as a code; "" where one does."""
    if submission.contact.get("reach_by") == "none":
        return UNWANTED
    if not submission.contact.get("email"):
        return NO_ADDRESS
    return CAME_BACK if mail_came_back(submission) else ""


def mail_came_back(submission: Submission) -> bool:
    """Whether mail to this address came back, and nobody has corrected it since.

    What was noted with other answers of the same address counts as well.
    """
    same = Q(submission=submission)
    if submission.patient_hash:
        same |= Q(submission__patient_hash=submission.patient_hash)
    events = DeskEvent.objects.filter(same, kind__in=(Kind.BOUNCED, Kind.READDRESSED))
    return events.order_by("-pk").values_list("kind", flat=True).first() == Kind.BOUNCED


def key_of(message_id: int, readdressed_id: int | None = None) -> str:
    return f"notice/{message_id}" + (f"/{readdressed_id}" if readdressed_id else "")


def keys_for(submissions: tuple[int, ...]) -> list[str]:
    """The key of every notice that may have been written about these submissions."""
    written = Message.objects.filter(submission__in=submissions).exclude(by=None)
    messages = written.order_by().values_list("pk", flat=True)
    corrected = DeskEvent.objects.filter(submission__in=submissions, kind=Kind.READDRESSED)
    events = list(corrected.order_by().values_list("pk", flat=True))
    return [key_of(message, event) for message in messages for event in (None, *events)]


def _body(reference: str, address: str) -> str:
    return _(
        "Hello,\n\n"
        "There is something new for you to read. It is here:\n\n"
        "%(address)s\n\n"
        "Your reference is %(reference)s. The address works for %(days)d days. Anyone who has it"
        " can read the page, so please do not pass this e-mail on.\n\n"
        "To answer, write on that page. E-mail is not private.\n"
    ) % {"address": address, "reference": reference, "days": LIFETIME.days}
