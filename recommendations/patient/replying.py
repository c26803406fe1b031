"""A patient's own messages: each is new work for the desk, whatever became of the answers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.chain import chain_of
from recommendations.desk.words import moment_in_words
from recommendations.models import Message, Submission
from recommendations.patient.errors import PatientError
from recommendations.thread import Said, thread_of

MOST_A_DAY = 20
DAY = timedelta(days=1)
NEW = Submission.DeskState.NEW


class TooManyError(PatientError):
    pass


@transaction.atomic
def reply(*, submission: Submission, text: str, shown: int, at: datetime) -> None:
    """Put it into the thread and bring what the patient last sent in back to the queue.

    `shown` is how many messages the page had when it was written: the same words sent again from
    there are the same message. Raises PatientError.
    """
    chain = chain_of(submission)
    newest = Submission.objects.select_for_update().get(pk=chain.newest.pk)
    if newest.withdrawn_at:
        raise PatientError(_("You have taken your answers back, so nobody reads this any more."))
    thread = thread_of(chain)
    if any(said.by_patient and said.text == text for said in thread[shown:]):
        return
    _refuse_too_many(thread, at)
    Message.objects.create(submission=newest, text=text, at=at)
    idle = Submission.objects.filter(pk=newest.pk).exclude(desk_state=NEW)
    idle.update(desk_state=NEW, waiting_since=at)


def _refuse_too_many(thread: tuple[Said, ...], at: datetime) -> None:
    today = [said.at for said in thread if said.by_patient and said.at > at - DAY]
    if len(today) < MOST_A_DAY:
        return
    raise TooManyError(
        ngettext(
            "You have sent %(most)d message in 24 hours, so this one has not been sent. It is"
            " still here: send it after %(when)s.",
            "You have sent %(most)d messages in 24 hours, so this one has not been sent. It is"
            " still here: send it after %(when)s.",
            MOST_A_DAY,
        )
        % {"most": MOST_A_DAY, "when": moment_in_words(today[-MOST_A_DAY] + DAY, at)}
    )
