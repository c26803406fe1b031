from datetime import UTC, datetime
from itertools import count

from herbology.outbox import OutgoingMail, put

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

_numbers = count(1)


def mail(**facts):
    """A mail that is due at NOW."""
    defaults = {
        "key": f"key-{next(_numbers)}",
        "to": "ann@example.org",
        "subject": "Something to read",
        "body": "There is something to read.",
        "at": NOW,
    }
    return put(**defaults | facts)


def mail_in(state, **facts):
    """A mail that has come to that state."""
    made = mail()
    if state == "sending":
        facts = {"claimed_at": NOW} | facts
    if state == "sent":
        facts = {"sent_at": NOW} | facts
    OutgoingMail.objects.filter(pk=made.pk).update(state=state, **facts)
    made.refresh_from_db()
    return made
