"""What a patient and the desk wrote to each other, over everything that the patient sent in.

The patient reads a counselor's first name at most: who works here is nobody's to look up.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from recommendations.chain import Chain
from recommendations.desk.words import name_of
from recommendations.models import Message


@dataclass(frozen=True, slots=True)
class Said:
    """`who` as the patient reads it, `staff_name` as the desk does.

    `key` is the message's, None while it is only looked at; `about` the reference of another
    submission than the page's, or "".
    """

    key: int | None
    at: datetime
    who: str
    staff_name: str
    text: str
    by_patient: bool
    about: str = ""


def thread_of(chain: Chain) -> tuple[Said, ...]:
    """Oldest first: one query."""
    messages = Message.objects.filter(submission__in=chain.keys).select_related("by")
    references = {link.pk: link.reference for link in chain.links if link != chain.here}
    return tuple(
        said(message, about=references.get(message.submission_id, ""))
        for message in messages.order_by("at", "pk")
    )


def said(message: Message, *, about: str = "") -> Said:
    by = message.by
    return Said(
        key=message.pk,
        at=message.at,
        who=counselor_in_words(by) if by else _("You"),
        staff_name=name_of(by) if by else _("The patient"),
        text=message.text,
        by_patient=by is None,
        about=about,
    )


def counselor_in_words(user: Any) -> str:
    """Such as: Robin, Patient Counselor."""
    first = user.first_name.strip()
    return _("%(first)s, Patient Counselor") % {"first": first} if first else _("Patient Counselor")
