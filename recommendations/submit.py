"""Hand answers in: assess, choose, and store everything that was true then, in one transaction."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from products.models import Store
from recommendations import watching
from recommendations.chain import close_what_it_corrects
from recommendations.conclusions import keep
from recommendations.guideline import load_guideline, load_policy
from recommendations.links import issue_link
from recommendations.matching import Answers
from recommendations.matching.record import to_record
from recommendations.models import Draft, Submission
from recommendations.patient.pickup import let_go_of_all
from recommendations.patients import hash_of
from recommendations.propose import Proposal, propose
from recommendations.questionnaire.consent import NOT_RECORDED
from recommendations.questionnaire.transcript import transcript
from recommendations.questionnaire.version import QUESTIONNAIRE_VERSION
from recommendations.questionnaire.walk import Walk, walk_through

DeskState = Submission.DeskState

# Without 0, O, 1, I and L: read aloud over a counter, none is taken for another.
REFERENCE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


REFERENCE_ATTEMPTS = 3


class LinkReplacedError(Exception):
    """The patient's link was replaced: the browser that sent the answers gets no other."""


@dataclass(frozen=True, slots=True)
class Submitted:
    """`secret` opens the patient's page and cannot be read again."""

    submission: Submission
    secret: str


def submit_draft(*, draft: Draft, at: datetime, language: str) -> Submitted:
    """Hand a draft in, or find what it already became: sending twice makes one submission.

    Raises LinkReplacedError where a counselor has given out another link since.
    """
    submission = _of_draft(draft) or _store_once(draft, at=at, language=language)
    return Submitted(submission, link_again(submission, at=at))


def link_again(submission: Submission, *, at: datetime) -> str:
    """Another secret for the browser, or the code, of whoever handed it in. Raises LinkReplacedError."""
    if submission.access_links.filter(revoked_at__isnull=False).exists():
        raise LinkReplacedError(submission)
    return issue_link(submission=submission, at=at)


def _store_once(draft: Draft, *, at: datetime, language: str) -> Submission:
    for attempt in range(REFERENCE_ATTEMPTS):
        try:
            return _store(draft, at=at, language=language)
        except IntegrityError:
            # Sent twice at once, and the other request was first; or the reference was taken.
            if submission := _of_draft(draft):
                return submission
            if attempt == REFERENCE_ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


def request_call(submission_id: int, *, name: str, phone: str, at: datetime) -> None:
    """Note that the patient wants to be called; asking again corrects name and number.

    Whatever the desk had done with it before, it is new work, and a call that is still to be made.
    """
    submission = Submission.objects.filter(pk=submission_id)
    submission.exclude(desk_state=DeskState.NEW).update(desk_state=DeskState.NEW, waiting_since=at)
    submission.update(call={"name": name, "phone": phone}, call_requested_at=at, called_at=None)


def _of_draft(draft: Draft) -> Submission | None:
    return Submission.objects.filter(draft_id=draft.pk).first()


@transaction.atomic
def _store(draft: Draft, *, at: datetime, language: str) -> Submission:
    # As it is now: another tab may have saved a page since this request read the draft.
    draft = Draft.objects.select_for_update().filter(pk=draft.pk).first() or draft
    guideline, policy = load_guideline(), load_policy(settings.POLICY)
    walk = walk_through(draft.data)
    answers = Answers.from_dict(walk.answers, guideline)
    proposal = propose(answers, guideline=guideline, policy=policy, at=at)
    submission = _store_submission(draft, walk, answers, proposal, at=at, language=language)
    assessment = keep(submission, proposal, guideline, policy, at=at)
    if submission.state == Submission.State.PUBLISHED:
        watching.shown(submission, assessment.suggestions.values_list("batch", flat=True))
    close_what_it_corrects(submission)
    if submission.follows:
        let_go_of_all(submission.follows, at=at, reason="the answers were corrected")
    Draft.objects.filter(pk=draft.pk).update(submitted_at=at)
    return submission


def _store_submission(
    draft: Draft,
    walk: Walk,
    answers: Answers,
    proposal: Proposal,
    *,
    at: datetime,
    language: str,
) -> Submission:
    assessment = proposal.assessment
    shown_now = assessment.release == "now"
    return Submission.objects.create(
        draft_id=draft.pk,
        reference=letters_to_read_aloud(2),
        store=Store.objects.filter(slug=answers.store).first() if answers.store else None,
        follows=Submission.objects.filter(reference=draft.follows).first(),
        state=Submission.State.PUBLISHED if shown_now else Submission.State.WAITING,
        disposition=assessment.disposition,
        category=assessment.category,
        language=language,
        submitted_at=at,
        waiting_since=at,
        last_told_at=at if shown_now else None,
        questionnaire_version=QUESTIONNAIRE_VERSION,
        consent_version=draft.consent_version or NOT_RECORDED,
        assisted_by_id=draft.assisted_by_id,
        answers=to_record(answers),
        transcript=transcript(walk, language=language),
        pages=draft.data["pages"],
        contact=walk.contact,
        patient_hash=hash_of(walk.contact.get("email")),
    )


def letters_to_read_aloud(fours: int) -> str:
    """So many groups of four by chance, such as ABCD-2345 for two."""
    groups = (
        "".join(secrets.choice(REFERENCE_ALPHABET) for _letter in range(4))
        for _four in range(fours)
    )
    return "-".join(groups)
