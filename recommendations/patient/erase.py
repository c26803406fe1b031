"""Erase what a patient handed in, at once, with everything that belongs to it."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from herbology.outbox import OutgoingMail
from recommendations.models import Draft, Erasure, Message, Submission
from recommendations.patient.pickup import let_go_of_all
from recommendations.submit import REFERENCE_ALPHABET


@transaction.atomic
def erase(submission: Submission, *, at: datetime) -> Erasure:
    """This submission and those that it corrects or that correct it: answers, results, reviews,
    notes, messages, links, mails, drafts. What is kept at the store for them is let go.

    Movements of stock and lines of the audit log stay: the law asks for them, and they hold the
    reference at most, never an answer or a name.
    """
    thread = thread_of(submission)
    for each in thread:
        let_go_of_all(each, at=at, reason="erased")
    keys = [each.pk for each in thread]
    messages = Message.objects.filter(submission__in=keys).values_list("pk", flat=True)
    mails = [mail_key(message) for message in messages]
    OutgoingMail.objects.filter(key__in=mails).delete()
    Draft.objects.filter(pk__in=[each.draft_id for each in thread]).delete()
    Submission.objects.filter(pk__in=keys).delete()
    return Erasure.objects.create(receipt=_new_receipt(), at=at, submissions=len(thread))


def thread_of(submission: Submission) -> list[Submission]:
    """Everything joined by "corrects", in both directions, oldest first."""
    found = {submission.pk}
    while True:
        joined = Q(pk__in=found) | Q(follows__in=found) | Q(corrections__in=found)
        more = set(Submission.objects.filter(joined).values_list("pk", flat=True))
        if more <= found:
            return list(Submission.objects.filter(pk__in=found).order_by("submitted_at", "pk"))
        found |= more


def mail_key(message_id: int) -> str:
    """Of the notice that a message is there to read."""
    return f"answer/{message_id}"


def _new_receipt() -> str:
    letters = "".join(secrets.choice(REFERENCE_ALPHABET) for _position in range(12))
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))
