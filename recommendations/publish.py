"""Publish or withhold a result, which answers the patient. Only who has claimed it may."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from recommendations import versions, watching
from recommendations.desk.claims import claimed
from recommendations.desk.ended import refuse_ended
from recommendations.desk.errors import DeskError
from recommendations.guideline import Policy, parse_policy
from recommendations.models import Amendment, Assessment, Review, Submission
from recommendations.patient.pickup import to_be_had
from recommendations.versions import Item

Decision = Review.Decision
NEVER = "never"
RESULTING_STATE = {
    Decision.PUBLISH: Submission.State.PUBLISHED,
    Decision.WITHHOLD: Submission.State.WITHHELD,
}


class DecisionError(DeskError):
    """A decision that cannot be taken; the message tells the counselor why and what to do."""


class OutOfDateError(DecisionError):
    """Somebody did something with it since the page was made."""


def decide(
    *,
    submission: Submission,
    decision: Decision,
    by: User,
    at: datetime,
    note: str = "",
    seen: str = "",
) -> Review:
    """Record a decision on the newest version and put the result on or off the patient's page.

    `seen` is the token of the version that the counselor saw (recommendations.versions): when
    somebody did something meanwhile, nothing is changed. Raises DecisionError, or UnclaimedError.
    """
    with claimed(submission, by=by, at=at) as now:
        prefetch_related_objects([now], *versions.PARTS, "messages", "watched")
        refuse_out_of_date(now, seen)
        version = versions.newest(now)
        refusal = REFUSALS[decision](now, version, note.strip(), at)
        if refusal:
            raise DecisionError(refusal)
        if decision == Decision.PUBLISH:
            _shown(now, version)
        answered(now, at=at, state=RESULTING_STATE[decision])
        return Review.objects.create(
            assessment=version.assessment,
            last_amendment=max(version.assessment.amendments.all(), key=_age, default=None),
            decision=decision,
            note=note.strip(),
            by=by,
            at=at,
        )


def answered(submission: Submission, *, at: datetime, **changes: object) -> None:
    """Note that the desk has answered; the first time counts for the desk's report."""
    first = submission.first_answered_at or at
    answered = Submission.DeskState.ANSWERED
    Submission.objects.filter(pk=submission.pk).update(
        desk_state=answered, first_answered_at=first, last_told_at=at, **changes
    )


def refuse_out_of_date(submission: Submission, seen: str) -> None:
    """Raises OutOfDateError, or EndedError where the patient withdrew it or sent newer answers."""
    refuse_ended(submission)
    refuse_stale(submission, seen)


def refuse_stale(submission: Submission, seen: str) -> None:
    """Raises OutOfDateError."""
    if seen and seen != versions.token(submission):
        raise OutOfDateError(
            _(
                "Something was done with this while you were reading. The page shows it now."
                " Send yours again if you still mean it."
            )
        )


def awaits_publishing(submission: Submission) -> bool:
    """Whether an answer may publish the newest version: policy allows it, and nobody has yet."""
    version = versions.newest(submission)
    return version.assessment.release != NEVER and not _is_published(submission, version)


def gone(submission: Submission, version: versions.Version, at: datetime) -> tuple[Item, ...]:
    """The places whose batch this patient can no longer have."""
    if not version.standing:
        return ()
    months = policy_of(version.assessment).coa_max_age_months
    there = to_be_had(submission, version.batch_ids, at=at, coa_max_age_months=months)
    return tuple(item for item in version.standing if item.batch_id not in there)


def _shown(submission: Submission, version: versions.Version) -> None:
    """What stands on the page now, and that a recall which the page names has been dealt with."""
    submission.advised.set(version.batch_ids)
    watching.let_go(submission, watching.recalled(submission))
    watching.shown(submission, version.batch_ids)


def policy_of(assessment: Assessment) -> Policy:
    return parse_policy(assessment.policy_text, assessment.policy_name)


def _why_not_publish(
    submission: Submission, version: versions.Version, _note: str, at: datetime
) -> str:
    if version.assessment.release == NEVER:
        return _("The policy never publishes this kind of result.")
    if _is_published(submission, version):
        return _("This result is already published.")
    if sold_out := gone(submission, version, at):
        return _(
            "%(products)s can no longer be had. Change or withhold it, then send this again."
        ) % {"products": ", ".join(item.snapshot["product"] for item in sold_out)}
    return ""


def _is_published(submission: Submission, version: versions.Version) -> bool:
    """By a counselor, as it stands: what policy showed at once may still be accepted."""
    shown = versions.published(submission)
    return (
        shown is not None
        and shown.review is not None
        and (shown.assessment, shown.items) == (version.assessment, version.items)
    )


def _why_not_withhold(
    submission: Submission, _version: versions.Version, note: str, _at: datetime
) -> str:
    if submission.state == Submission.State.WITHHELD:
        return _("This result is already withheld.")
    return "" if note else _("Say in the note why this result is withheld.")


REFUSALS = {Decision.PUBLISH: _why_not_publish, Decision.WITHHOLD: _why_not_withhold}


def _age(amendment: Amendment) -> int:
    return amendment.pk
