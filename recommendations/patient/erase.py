"""Erase what a patient handed in, at once, with everything that belongs to it."""

from datetime import datetime

from django.db import transaction

from herbology.outbox import OutgoingMail
from recommendations.chain import chain_of
from recommendations.models import Draft, Erasure, Submission
from recommendations.notices import keys_for
from recommendations.patient.pickup import let_go_of_all
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.mailing import mails_of
from recommendations.submit import letters_to_read_aloud


@transaction.atomic
def erase(submission: Submission, *, at: datetime) -> Erasure:
    """This submission and those that it corrects or that correct it: answers, results, reviews,
    notes, messages, links, codes, mails, drafts. What is kept at the store for them is let go.

    Movements of stock and lines of the audit log stay: the law asks for them, and they hold the
    reference at most, never an answer or a name.
    """
    thread = Submission.objects.filter(pk__in=chain_of(submission).keys)
    for each in thread:
        let_go_of_all(each, at=at, reason="erased")
    OutgoingMail.objects.filter(key__in=keys_for(tuple(each.pk for each in thread))).delete()
    draft_ids = [each.draft_id for each in thread]
    mails_of(draft_ids).delete()
    for draft_id in draft_ids:
        codes.revoke(draft_id)
    Draft.objects.filter(pk__in=draft_ids).delete()
    erasure = Erasure.objects.create(
        receipt=letters_to_read_aloud(3), at=at, submissions=len(thread)
    )
    thread.delete()
    return erasure
