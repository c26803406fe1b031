"""Publish or withhold a result: the counselor's one decision until the desk is built."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from recommendations.models import Review, Submission

Decision = Review.Decision
NEVER = "never"
RESULTING_STATE = {
    Decision.PUBLISH: Submission.State.PUBLISHED,
    Decision.WITHHOLD: Submission.State.WITHHELD,
}


class DecisionError(Exception):
    """A decision that cannot be taken; the message tells the counselor why and what to do."""


@transaction.atomic
def decide(
    *, submission: Submission, decision: Decision, by: User, at: datetime, note: str = ""
) -> Review:
    """Record a decision on the newest assessment and put the result on or off the patient's page.

    `submission` is as the counselor saw it: when somebody decided meanwhile, nothing is changed.
    Raises DecisionError.
    """
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
    if not as_seen.update(state=state):
        raise DecisionError(
            _("Somebody else decided on this while you were reading. Reload the page to see it.")
        )
    submission.state = state
