"""A code by e-mail to oneself. The address stands in the outbox for a day, and nowhere else."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from herbology import outbox
from herbology.outbox import OutgoingMail
from herbology.throttle import Limit, take
from recommendations.questionnaire.coming_back.codes import Code

# Against filling a stranger's mailbox; a store's tablet sends for many people from one address.
TO_ONE_ADDRESS = Limit("come-back-mails-to", 3, timedelta(days=1))
FROM_ONE_PLACE = Limit("come-back-mails-from", 20, timedelta(hours=1))

KEYS = "come-back/"
# Longer than the outbox goes on trying.
KEPT = timedelta(hours=24)


class TooManyMailsError(Exception):
    """`again_at` is when the next one may be sent."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


def send_code(
    code: Code, *, draft_id: uuid.UUID, to: str, enter_at: str, client: str, at: datetime
) -> None:
    """Put it into the outbox; asked for again within the hour it is the same mail.

    `enter_at` is the address of the page that takes codes. Raises TooManyMailsError.
    """
    for limit, who in ((FROM_ONE_PLACE, client), (TO_ONE_ADDRESS, to.casefold())):
        turn = take(limit, who, at=at)
        if not turn.allowed:
            raise TooManyMailsError(turn.again_at)
    outbox.put(
        key=f"{_keys_of(draft_id)}{_hash(f'{code.text}/{to.casefold()}/{at:%Y-%m-%d %H}')}",
        to=to,
        subject=_("Your code from Herbology"),
        body=_body(code, enter_at),
        at=at,
    )


def mails_of(draft_ids: Iterable[uuid.UUID]) -> QuerySet[OutgoingMail]:
    """The mails that codes of these drafts went out with."""
    which = Q(pk__in=[])
    for draft_id in draft_ids:
        which |= Q(key__startswith=_keys_of(draft_id))
    return OutgoingMail.objects.filter(which)


def forget_old(*, at: datetime) -> int:
    """Delete the mails that have left, or never will, with the addresses in them."""
    return outbox.forget(OutgoingMail.objects.filter(key__startswith=KEYS, made_at__lt=at - KEPT))


def _keys_of(draft_id: uuid.UUID) -> str:
    """Tells mails apart without naming anybody."""
    return f"{KEYS}{_hash(str(draft_id))}/"


def _hash(about: str) -> str:
    return salted_hmac("herbology.come-back.mail", about).hexdigest()


def _body(code: Code, enter_at: str) -> str:
    return _(
        "You asked us to send you this code:\n\n"
        "    %(code)s\n\n"
        "Enter it here: %(enter_at)s\n"
        "You can use it until %(until)s, and so can whoever has it: keep it to yourself.\n\n"
        "If you did not ask for it, somebody has mistyped their address. You can delete this mail.\n"
    ) % {
        "code": code.text,
        "enter_at": enter_at,
        "until": date_format(timezone.localtime(code.expires_at), "DATETIME_FORMAT"),
    }
