"""Leave a submission as it is, though some of what the patient was shown can no longer be had."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from products import shelf
from recommendations import versions, watching
from recommendations.desk.claims import Kind, claimed, record
from recommendations.desk.errors import DeskError
from recommendations.desk.words import gone_in_words
from recommendations.models import Submission
from recommendations.publish import refuse_out_of_date


def leave(*, submission: Submission, by: User, at: datetime, note: str, seen: str = "") -> None:
    """It does not come back for these batches again, unless one that is only sold out is recalled.

    The patient's page goes on saying what changed. Raises DeskError.
    """
    if not note.strip():
        raise DeskError(
            _("Say in the note why it is left as it is, and what the patient was told.")
        )
    with claimed(submission, by=by, at=at) as now:
        prefetch_related_objects([now], *versions.PARTS, "messages", "watched__product")
        refuse_out_of_date(now, seen)
        recalled = watching.recalled(now)
        gone = list(gone_of(now, at))
        if not (recalled or (gone and now.state == Submission.State.PUBLISHED)):
            raise DeskError(_why_nothing_to_leave(gone))
        now.advised.remove(*gone)
        watching.let_go(now, recalled)
        left = _named({each.pk: each for each in (*recalled, *gone)}.values())
        record(submission, Kind.LEFT, by=by, at=at, note=f"{left}. {note.strip()}")


def gone_of(submission: Submission, at: datetime) -> Any:
    """The batches that the newest version names and that can no longer be had, each with its `code`."""
    named = submission.advised.annotate(code=shelf.reason(at=at)).exclude(code="")
    return named.select_related("product").order_by("pk")


def _why_nothing_to_leave(gone: list[Any]) -> str:
    if gone:
        return _("The patient has not seen this yet. Change or withhold it, then answer.")
    return _("Everything suggested here can be had. Load the page again to see how it stands.")


def _named(batches: Iterable[Any]) -> str:
    """Such as: Plain cream, batch CR-1 (sold out)."""
    return "; ".join(
        _("%(product)s, batch %(batch)s (%(why)s)")
        % {
            "product": batch.product.name,
            "batch": batch.number,
            "why": gone_in_words(getattr(batch, "code", shelf.RECALLED)),
        }
        for batch in batches
    )
