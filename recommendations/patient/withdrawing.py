"""A patient takes the answers back: nobody works on them, and nothing more is sent."""

from datetime import datetime

from django.db import transaction

from recommendations.chain import chain_of
from recommendations.desk.address import take_back_notices
from recommendations.models import Submission
from recommendations.patient.pickup import let_go_of_all


@transaction.atomic
def withdraw(*, submission: Submission, at: datetime) -> None:
    """With everything that these answers correct or were corrected by. Again changes nothing.

    What was sent stays stored, until it is erased. What is kept at the store is let go, and a notice
    that still waits for its sender is taken back.
    """
    everything = Submission.objects.filter(pk__in=chain_of(submission).keys)
    list(everything.order_by("pk").select_for_update().values_list("pk"))
    everything.filter(withdrawn_at=None).update(
        withdrawn_at=at, desk_state=Submission.DeskState.CLOSED
    )
    for each in everything:
        let_go_of_all(each, at=at, reason="withdrawn")
    take_back_notices(submission)
