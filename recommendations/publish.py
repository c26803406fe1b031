"""Publish or withhold a result, which answers the patient. Only who has claimed it may."""

from datetime import datetime

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from recommendations.desk.claims import claimed
from recommendations.desk.errors import DeskError
from recommendations.models import Review, Submission

Decision = Review.Decision
NEVER = "never"
RESULTING_STATE = {
    Decision.PUBLISH: Submission.State.PUBLISHED,
    Decision.WITHHOLD: Submission.State.WITHHELD,
}


class DecisionError(DeskError):
    """A decision that cannot be taken; the message tells the counselor why and what to do."""


def decide(
    *, submission: Submission, decision: Decision, by: User, at: datetime, note: str = ""
) -> Review:
    """Record a decision on the newest assessment and put the result on or off the patient's page.

    `submission` is as the counselor saw it: when somebody decided meanwhile, nothing is changed.
    Raises DecisionError, or UnclaimedError where `by` has not claimed it.
    """
    with claimed(submission, by=by, at=at):
        assessment = submission.current_assessment
        if decision == Decision.PUBLISH and assessment.release == NEVER:
            raise DecisionError(_("The policy never publishes this kind of result."))
        if decision == Decision.WITHHOLD and not note.strip():
            raise DecisionError(_("Say in the note why this result is withheld."))
        _move(submission, RESULTING_STATE[decision])
        return Review.objects.create(
            assessment=assessment, decision=decision, note=note.strip(), by=by, at=at
        )


def _move(submission: Submission, state: Submission.State) -> None:
    if submission.state == state:
        raise DecisionError(_("This result is already %(state)s.") % {"state": state.label})
    as_seen = Submission.objects.filter(pk=submission.pk, state=submission.state)
    if not as_seen.update(state=state, desk_state=Submission.DeskState.ANSWERED):
        raise DecisionError(
            _(
                "Somebody else decided on this while you were reading. The page shows it now."
                " Send yours again if you still mean it."
            )
        )
    submission.state = state
