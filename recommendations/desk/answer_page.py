"""The part of a submission's page that answers the patient, as values."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from recommendations import publish
from recommendations.chain import Sent, chain_of
from recommendations.desk.answer_deeds import READDRESS, SEND
from recommendations.desk.answer_forms import ALONE, WITH_RESULT, TemplateForm
from recommendations.desk.deeds import Deed
from recommendations.desk.ended import why_ended
from recommendations.desk.history import Entry
from recommendations.desk.mail_history import of_messages
from recommendations.desk.mails import Fate, fates
from recommendations.desk.panels import Desk, Panel
from recommendations.models import Submission
from recommendations.notices import CAME_BACK, NO_ADDRESS, UNWANTED, why_none
from recommendations.thread import Said, thread_of

NEVER, PUBLISHED, CHOOSE = "never", "published", "choose"


@dataclass(frozen=True, slots=True)
class Answer:
    """`thread` holds each message with what became of its notices. `notice` says where the next
    notice goes, or why none does; `ended` why nothing is sent any more, or "", and `newer` what the
    patient sent instead. `done` is for the history.
    """

    thread: tuple[tuple[Said, tuple[Fate, ...]], ...]
    send: Panel
    readdress: Panel
    templates: TemplateForm
    result: str
    notice: str
    came_back: bool
    ended: str
    newer: Sent | None
    done: tuple[Entry, ...]


def answer_of(desk: Desk) -> Answer:
    submission = desk.submission
    chain, events = chain_of(submission), submission.desk_events.all()
    thread, why = thread_of(chain), why_none(submission)
    mails = fates(thread, events)
    email = {"email": submission.contact.get("email")}
    return Answer(
        thread=tuple(
            (said, tuple(fate for fate in mails if fate.message == said.key)) for said in thread
        ),
        send=_panel(SEND, desk, _initial(desk)),
        readdress=_panel(READDRESS, desk, email),
        templates=TemplateForm(),
        result=result_of(submission),
        notice=_notice(submission, why),
        came_back=why == CAME_BACK,
        ended=why_ended(chain),
        newer=None if chain.withdrawn_at else chain.newer,
        done=tuple(of_messages(chain, thread, mails)),
    )


def result_of(submission: Submission) -> str:
    """What an answer does with the result: nothing (policy, or done already), or as is chosen."""
    if publish.awaits_publishing(submission):
        return CHOOSE
    return NEVER if submission.current_assessment.release == publish.NEVER else PUBLISHED


def _initial(desk: Desk) -> dict[str, Any]:
    """What was withheld is not published by sending a message, unless somebody says so."""
    withheld = desk.submission.state == Submission.State.WITHHELD
    return {"with_result": ALONE if withheld else WITH_RESULT, "seen": desk.seen}


def _panel(deed: Deed, desk: Desk, initial: dict[str, Any]) -> Panel:
    """What came back typed can be sent even where the claim has lapsed: sending takes it again."""
    returned, claim = desk.typed.get(deed.name), desk.claim
    form = returned or deed.form(by=desk.by, prefix=deed.name, initial=initial)
    claims_first = returned is not None and not claim.mine and not claim.who
    return Panel(deed, form, claim.mine or returned is not None, claims_first)


def _notice(submission: Submission, why: str) -> str:
    return {
        "": _("An e-mail to %(address)s says that there is something to read, and no more."),
        NO_ADDRESS: _("No e-mail goes out: the patient gave no address."),
        UNWANTED: _("No e-mail goes out: the patient asked not to be contacted."),
        CAME_BACK: _("No e-mail goes out: mail to %(address)s came back. Correct the address."),
    }[why] % {"address": submission.contact.get("email")}
