"""What became of the e-mail notices about messages, as the outbox and the desk know it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from herbology.outbox import OutgoingMail
from recommendations.models import DeskEvent
from recommendations.notices import key_of
from recommendations.thread import Said

State = OutgoingMail.State
Kind = DeskEvent.Kind
SAID = {
    State.WAITING: _lazy("waits to be sent"),
    State.SENDING: _lazy("is being sent"),
    State.SENT: _lazy("sent"),
    State.UNCERTAIN: _lazy("nobody can know whether it arrived"),
    State.FAILED: _lazy("did not arrive"),
}


@dataclass(frozen=True, slots=True)
class Fate:
    """`wrong` where the patient surely or maybe never got it; `why` what the mail server said."""

    message: int
    at: datetime
    said: str
    why: str
    wrong: bool


def fates(thread: Iterable[Said], events: Iterable[DeskEvent]) -> tuple[Fate, ...]:
    """Of every notice about these messages, oldest first: one query."""
    events = list(events)
    corrected = [None, *(event.pk for event in events if event.kind == Kind.READDRESSED)]
    keys = {
        key_of(said.key, event): said.key
        for said in thread
        if said.key is not None and not said.by_patient
        for event in corrected
    }
    mails = list(
        OutgoingMail.objects.filter(key__in=keys)
        .defer("to", "body", "stop_url")
        .order_by("made_at", "pk")
    )
    returned = _returned(mails, events)
    return tuple(_fate(mail, keys[mail.key], mail.pk in returned) for mail in mails)


def _returned(mails: list[OutgoingMail], events: list[DeskEvent]) -> set[int]:
    """Each time mail came back, it was the last that had left before somebody noted it."""
    bounced = [event.at for event in events if event.kind == Kind.BOUNCED]
    left = [mail for mail in mails if mail.sent_at]
    last = ([mail.pk for mail in left if mail.sent_at and mail.sent_at <= at] for at in bounced)
    return {keys[-1] for keys in last if keys}


def _fate(mail: OutgoingMail, message: int, returned: bool) -> Fate:
    state = State(mail.state)
    at = mail.sent_at or mail.claimed_at or mail.made_at
    said = _("came back") if returned else str(SAID[state])
    wrong = returned or state in (State.FAILED, State.UNCERTAIN)
    return Fate(message, at, said, mail.last_error, wrong)
