"""One counselor at a time: who may change a submission, and how that right is passed on.

Taking is one conditional UPDATE, so that of two at once one wins. A claim lapses by itself; no
process ends it: whoever reads takes a lapsed claim for none.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from recommendations.desk.errors import DeskError, UnclaimedError
from recommendations.desk.words import moment_in_words, name_of
from recommendations.models import DeskEvent, Submission

Kind = DeskEvent.Kind

CLAIM_LASTS = timedelta(minutes=30)  # since the claimant last did something
MAY_DECIDE = "recommendations.publish_submission"
MAY_REASSIGN = "recommendations.reassign_submission"
RELEASED = {"claimed_by": None, "claimed_at": None}


def held(at: datetime) -> Q:
    return Q(claimed_at__gt=at - CLAIM_LASTS)


def free(at: datetime) -> Q:
    return Q(claimed_by=None) | Q(claimed_at__lte=at - CLAIM_LASTS)


def holder(submission: Submission, at: datetime) -> User | None:
    """Who has claimed it; None once the claim has lapsed."""
    claimed_at = submission.claimed_at
    if claimed_at is None or claimed_at <= at - CLAIM_LASTS:
        return None
    return submission.claimed_by


def held_since(submission: Submission) -> datetime | None:
    """When its claimant got it; `claimed_at` moves on with whatever the claimant does."""
    begun = [
        event.at
        for event in submission.desk_events.all()
        if event.kind in (Kind.CLAIMED, Kind.HANDED_OVER)
    ]
    return max(begun, default=submission.claimed_at)


def claim(*, submission: Submission, by: User, at: datetime) -> None:
    """Claiming what one has already makes it last longer. Raises UnclaimedError."""
    with transaction.atomic():
        if _row(submission).filter(free(at)).update(claimed_by=by, claimed_at=at):
            record(submission, Kind.CLAIMED, by=by, at=at)
        else:
            renew(submission, by=by, at=at)


def hand_back(*, submission: Submission, by: User, at: datetime) -> None:
    """Raises UnclaimedError."""
    with claimed(submission, by=by, at=at):
        _row(submission).update(**RELEASED)
        record(submission, Kind.HANDED_BACK, by=by, at=at)


def hand_over(*, submission: Submission, to: User, by: User, at: datetime, note: str = "") -> None:
    """To somebody who may decide. By the claimant, or by whoever may reassign. Raises DeskError."""
    if not to.has_perm(MAY_DECIDE):
        raise DeskError(
            _("%(who)s may not decide on submissions. Choose somebody else.") % {"who": name_of(to)}
        )
    with transaction.atomic():
        if not by.has_perm(MAY_REASSIGN):
            renew(submission, by=by, at=at)
        others = _row(submission).filter(free(at) | ~Q(claimed_by=to))
        if not others.update(claimed_by=to, claimed_at=at):
            raise DeskError(_("%(who)s has it already.") % {"who": name_of(to)})
        record(submission, Kind.HANDED_OVER, by=by, at=at, note=note, to=to)


@contextmanager
def claimed(submission: Submission, *, by: User, at: datetime) -> Iterator[Submission]:
    """One transaction for what only the claimant may do, with the row as it is now, locked.

    Raises UnclaimedError, which says who has it.
    """
    with transaction.atomic():
        renew(submission, by=by, at=at)
        yield Submission.objects.get(pk=submission.pk)


@contextmanager
def at_work(submission: Submission, *, by: User, at: datetime) -> Iterator[None]:
    """One transaction for what needs no claim; it makes a claim of one's own last longer."""
    with transaction.atomic():
        _row(submission).filter(held(at), claimed_by=by).update(claimed_at=at)
        yield


def renew(submission: Submission, *, by: User, at: datetime) -> None:
    if not _row(submission).filter(held(at), claimed_by=by).update(claimed_at=at):
        raise UnclaimedError(_why_not(submission, at))


def record(
    submission: Submission,
    kind: DeskEvent.Kind,
    *,
    by: User,
    at: datetime,
    note: str = "",
    to: User | None = None,
) -> DeskEvent:
    return DeskEvent.objects.create(
        submission=submission, kind=kind, by=by, at=at, note=note.strip(), to=to
    )


def _row(submission: Submission) -> QuerySet[Submission]:
    return Submission.objects.filter(pk=submission.pk)


def _why_not(submission: Submission, at: datetime) -> str:
    now = _row(submission).select_related("claimed_by").get()
    who, since = holder(now, at), held_since(now)
    if who is None or since is None or now.claimed_at is None:
        return _("Claim this submission first. Nothing has been recorded yet.")
    return _(
        "%(who)s has had this since %(since)s, so nothing has been recorded. The claim ends by"
        " itself at %(until)s unless they go on with it."
    ) % {
        "who": name_of(who),
        "since": moment_in_words(since, at),
        "until": moment_in_words(now.claimed_at + CLAIM_LASTS, at),
    }
