from datetime import datetime

from django.db.models import QuerySet

from herbology.outbox.mail import OutgoingMail

State = OutgoingMail.State
REPEATABLE = (State.FAILED, State.UNCERTAIN)
LONGEST_SUBJECT = 200


def put(
    *, key: str, to: str, subject: str, body: str, at: datetime, stop_url: str = ""
) -> OutgoingMail:
    """Write a mail to one address; it exists if and only if the caller's transaction does.

    A key that was there before, even from another transaction at the same moment, gives the first
    mail with its own text. The key holds no address. Nothing is refused here: what cannot be sent
    shows as failed, and does not undo the deed that it tells of.

    `stop_url` takes a POST that stops such mails, without a cookie or a question (RFC 8058).
    """
    mail, _made = OutgoingMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": _one_line(subject),
            "body": body,
            "stop_url": stop_url or None,
            "made_at": at,
            "due_at": at,
        },
    )
    return mail


def send_again(mails: QuerySet[OutgoingMail], *, at: datetime) -> int:
    """Make the failed and uncertain ones among them due; an uncertain one may arrive twice."""
    return mails.filter(state__in=REPEATABLE).update(
        state=State.WAITING, due_at=at, claimed_at=None, attempts=0
    )


def take_back(mails: QuerySet[OutgoingMail]) -> int:
    """Delete those that still wait, and say how many; what a sender has in hand leaves."""
    return mails.filter(state=State.WAITING).delete()[0]


def forget(mails: QuerySet[OutgoingMail]) -> int:
    """Delete those that no sender will touch any more, and say how many."""
    done = (State.SENT, *REPEATABLE)
    return mails.filter(state__in=done).delete()[0]


def _one_line(subject: str) -> str:
    """A line break could begin another header, and Django would refuse the mail."""
    return " ".join(subject.split())[:LONGEST_SUBJECT]
