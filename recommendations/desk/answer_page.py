"""The part of a submission's page that answers the patient, as values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from recommendations import publish, versions
from recommendations.chain import Sent, chain_of
from recommendations.desk.answer_deeds import READDRESS, SEND
from recommendations.desk.answer_forms import ALONE, WITH_RESULT, TemplateForm
from recommendations.desk.deeds import Deed
from recommendations.desk.ended import why_ended
from recommendations.desk.forms import DeedForm
from recommendations.desk.history import Entry
from recommendations.desk.mail_history import of_messages
from recommendations.desk.mails import Fate, fates
from recommendations.desk.panels import Claim, Panel
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


def answer_of(
    submission: Submission, claim: Claim, by: User, typed: Mapping[str, DeedForm]
) -> Answer:
    chain, events = chain_of(submission), submission.desk_events.all()
    thread, why = thread_of(chain), why_none(submission)
    mails = fates(thread, events)
    email = {"email": submission.contact.get("email")}
    return Answer(
        thread=tuple(
            (said, tuple(fate for fate in mails if fate.message == said.key)) for said in thread
        ),
        send=_panel(SEND, claim, by, typed, _initial(submission)),
        readdress=_panel(READDRESS, claim, by, typed, email),
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


def _initial(submission: Submission) -> dict[str, Any]:
    """What was withheld is not published by sending a message, unless somebody says so."""
    withheld = submission.state == Submission.State.WITHHELD
    token = versions.token(submission)
    return {"with_result": ALONE if withheld else WITH_RESULT, "seen": token}


def _panel(
    deed: Deed, claim: Claim, by: User, typed: Mapping[str, DeedForm], initial: dict[str, Any]
) -> Panel:
    """What came back typed can be sent even where the claim has lapsed: sending takes it again."""
    returned = typed.get(deed.name)
    form = returned or deed.form(by=by, prefix=deed.name, initial=initial)
    free = returned is not None and not claim.mine and not claim.who
    return Panel(deed, form, claim.mine or returned is not None, claims_first=free)


def _notice(submission: Submission, why: str) -> str:
    return {
        "": _("An e-mail to %(address)s says that there is something to read, and no more."),
        NO_ADDRESS: _("No e-mail goes out: the patient gave no address."),
        UNWANTED: _("No e-mail goes out: the patient asked not to be contacted."),
        CAME_BACK: _("No e-mail goes out: mail to %(address)s came back. Correct the address."),
    }[why] % {"address": submission.contact.get("email")}
