"""Change one place of what an assessment suggested: another batch, none, one more, or as it was.

Only what the guideline and the shelf allow for this patient can be put there. Nothing reaches the
patient before it is published; the assessment's own suggestions stay beside it for ever.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from recommendations import versions
from recommendations.desk.claims import claimed
from recommendations.desk.errors import DeskError
from recommendations.desk.picker import offer_of
from recommendations.desk.reasons import AMENDING, NEEDS_A_NOTE
from recommendations.matching.record import to_record
from recommendations.models import Amendment, Submission
from recommendations.patient.presentation import Conclusion
from recommendations.publish import refuse_out_of_date
from recommendations.snapshot import snapshot
from recommendations.versions import Item, Version

Kind = Amendment.Kind
MOST_PLACES = 12


@dataclass(frozen=True, slots=True)
class Pick:
    """What stands in a place instead."""

    route: str
    batch_id: int


def change(
    *,
    submission: Submission,
    place: int | None,
    pick: Pick | None,
    reason_code: str,
    by: User,
    at: datetime,
    note: str = "",
    seen: str = "",
) -> Amendment:
    """Put `pick` in a place, or nothing where it is None; a place of None adds one. Raises DeskError.

    The reason is a code of desk.reasons; some need a note that says more.
    """
    _check_reason(reason_code, note)
    with claimed(submission, by=by, at=at) as now:
        version = _version(now, seen)
        item = _place(version, place)
        said = {"reason_code": reason_code, "note": note.strip(), "by": by, "at": at}
        if pick is None:
            return _withhold(version, item, said)
        return _put(now, version, item, pick, said)


def restore(
    *, submission: Submission, place: int, by: User, at: datetime, seen: str = ""
) -> Amendment:
    """Let the guideline's own suggestion stand again. Raises DeskError."""
    with claimed(submission, by=by, at=at) as now:
        version = _version(now, seen)
        item = _place(version, place)
        if item is None or item.suggested_batch_id is None or not item.change:
            raise DeskError(
                _("Nothing was changed here. Load the page again to see how it stands.")
            )
        return Amendment.objects.create(
            assessment=version.assessment,
            position=item.position,
            kind=Kind.RESTORE,
            route=item.route,
            by=by,
            at=at,
        )


def _version(submission: Submission, seen: str) -> Version:
    prefetch_related_objects([submission], *versions.PARTS, "messages")
    refuse_out_of_date(submission, seen)
    return versions.newest(submission)


def _place(version: Version, place: int | None) -> Item | None:
    if place is None:
        return None
    item = version.item(place)
    if item is None:
        raise DeskError(_("This suggestion is no longer there. Load the page again."))
    return item


def _withhold(version: Version, item: Item | None, said: Mapping[str, Any]) -> Amendment:
    if item is None or not item.stands:
        raise DeskError(_("Nothing stands here any more. Choose a product to put in its place."))
    return Amendment.objects.create(
        assessment=version.assessment,
        position=item.position,
        kind=Kind.WITHHOLD,
        route=item.route,
        rules=_rules(item),
        **said,
    )


def _put(
    submission: Submission,
    version: Version,
    item: Item | None,
    pick: Pick,
    said: Mapping[str, Any],
) -> Amendment:
    conclusion = Conclusion.of(version.assessment, "en")
    offer, why_not = offer_of(pick.batch_id, pick.route, submission, conclusion, at=said["at"])
    if offer is None:
        raise DeskError(why_not or _("This batch cannot be offered for that route."))
    if any(other.batch_id == pick.batch_id for other in version.standing):
        raise DeskError(_("This batch is suggested already. Choose another one."))
    if len(version.items) >= MOST_PLACES and item is None:
        raise DeskError(_("These are enough to choose from. Change one of them instead."))
    amendment = Amendment.objects.create(
        assessment=version.assessment,
        position=item.position if item else _next_place(version),
        kind=Kind.REPLACE if item else Kind.ADD,
        route=pick.route,
        batch=offer.batch,
        snapshot=snapshot(offer.batch),
        reasons=to_record(offer.reasons),
        rules=_rules(item) if item else [],
        **said,
    )
    submission.advised.add(offer.batch)
    return amendment


def _next_place(version: Version) -> int:
    return max((item.position for item in version.items), default=0) + 1


def _rules(item: Item) -> list[str]:
    return [reason["rule"] for reason in item.reasons]


def _check_reason(code: str, note: str) -> None:
    if code not in AMENDING:
        raise DeskError(_("Choose a reason."))
    if code in NEEDS_A_NOTE and not note.strip():
        raise DeskError(_("Say more in the note: this reason needs it."))
