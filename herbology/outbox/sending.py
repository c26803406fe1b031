"""Claim, deliver, remember: the claim is committed before the mail leaves.

So a sender that dies leaves a mail `sending`, which nobody takes for waiting. Two senders never
hold the same mail, because a claim is one conditional UPDATE.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from herbology.encrypted import DecryptionError
from herbology.outbox.delivery import deliver
from herbology.outbox.mail import OutgoingMail
from herbology.outbox.verdict import Verdict

State = OutgoingMail.State

# After the first try, the second, ...; after the last of them the mail has failed.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 8 * 60))
# Longer than any sender needs for one mail, with every answer just within its timeout.
LOST_AFTER = timedelta(minutes=15)
LOST = "The sender stopped in the middle of it."


@dataclass(frozen=True, slots=True)
class Claim:
    mail_id: int
    tries: int
    at: datetime


def send_due(at: datetime, *, most: int | None = None) -> Counter[State]:
    """Send what is due at that time, at most so many; count where the mails ended up.

    `waiting` counts those to be tried again. Many mails take a while: a caller that lives long asks
    for one at a time, each with the time of day. Inside a transaction a claim would not be
    committed, so there it raises RuntimeError.
    """
    outcomes = Counter({State.UNCERTAIN: _give_up_lost(at)})
    for claim in islice(iter(lambda: _claim_next(at), None), most):
        outcomes[_send(claim)] += 1
    return +outcomes


def _give_up_lost(at: datetime) -> int:
    lost = OutgoingMail.objects.filter(state=State.SENDING, claimed_at__lte=at - LOST_AFTER)
    return lost.update(state=State.UNCERTAIN, last_error=LOST)


def _claim_next(at: datetime) -> Claim | None:
    """The first that is due and that no other sender was quicker to take."""
    due = OutgoingMail.objects.filter(state=State.WAITING, due_at__lte=at)
    while first := due.order_by("due_at", "pk").values_list("pk", "attempts").first():
        claim = Claim(mail_id=first[0], tries=first[1] + 1, at=at)
        if _is_granted(claim, due):
            return claim
    return None


def _is_granted(claim: Claim, due: QuerySet[OutgoingMail]) -> bool:
    with transaction.atomic(durable=True):
        taken = due.filter(pk=claim.mail_id).update(
            state=State.SENDING, claimed_at=claim.at, attempts=claim.tries
        )
    return bool(taken)


def _send(claim: Claim) -> State:
    try:
        mail = OutgoingMail.objects.get(pk=claim.mail_id)
    except DecryptionError:
        verdict = Verdict(State.WAITING, "No key in HEALTH_DATA_KEYS opens it.")
    else:
        verdict = deliver(mail)
    return _remember(claim, verdict)


def _remember(claim: Claim, verdict: Verdict) -> State:
    """Written only while the claim holds; a mail given up as lost may still learn how it went."""
    held = OutgoingMail.objects.filter(
        pk=claim.mail_id, claimed_at=claim.at, state__in=(State.SENDING, State.UNCERTAIN)
    )
    changes = _changes(claim, verdict)
    held.update(**changes)
    return changes["state"]


def _changes(claim: Claim, verdict: Verdict) -> dict[str, Any]:
    changes = {"state": verdict.state, "last_error": verdict.error}
    if verdict.state == State.SENT:
        return changes | {"sent_at": claim.at}
    if verdict.state != State.WAITING:
        return changes
    if claim.tries > len(WAITS):
        return changes | {"state": State.FAILED}
    return changes | {"due_at": claim.at + WAITS[claim.tries - 1]}
