"""Leave a submission as it is, though some of what the patient was shown can no longer be had."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from products import shelf
from products.models import Batch
from recommendations import versions, watching
from recommendations.desk.claims import Kind, claimed, record
from recommendations.desk.errors import DeskError
from recommendations.desk.words import gone_in_words
from recommendations.models import Submission
from recommendations.patient.pickup import why_gone
from recommendations.publish import refuse_stale


def leave(*, submission: Submission, by: User, at: datetime, note: str, seen: str = "") -> None:
    """It does not come back for these batches again, unless one that is only sold out is recalled.

    The patient's page goes on saying what changed. Also of what was withdrawn or corrected since:
    somebody may have a recalled batch at home. Raises DeskError.
    """
    if not note.strip():
        raise DeskError(
            _("Say in the note why it is left as it is, and what the patient was told.")
        )
    with claimed(submission, by=by, at=at) as now:
        prefetch_related_objects([now], *versions.PARTS, "messages", "watched__product")
        refuse_stale(now, seen)
        recalled = watching.recalled(now)
        gone = _gone(now, at)
        if not (recalled or (gone and now.state == Submission.State.PUBLISHED)):
            raise DeskError(_why_nothing_to_leave(gone))
        now.advised.remove(*gone)
        watching.let_go(now, recalled)
        record(
            submission, Kind.LEFT, by=by, at=at, note=f"{_named(recalled, gone)}. {note.strip()}"
        )


def _gone(submission: Submission, at: datetime) -> dict[Batch, str]:
    """Of what the newest version names, what this patient can no longer have, and why."""
    named = {each.pk: each for each in submission.advised.select_related("product").order_by("pk")}
    codes = why_gone(submission, named, at=at)
    return {batch: codes[key] for key, batch in named.items() if codes[key]}


def _why_nothing_to_leave(gone: Collection[Batch]) -> str:
    if gone:
        return _("The patient has not seen this yet. Change or withhold it, then answer.")
    return _("Everything suggested here can be had. Load the page again to see how it stands.")


def _named(recalled: Iterable[Batch], gone: Mapping[Batch, str]) -> str:
    """Such as: Plain cream, batch CR-1 (sold out)."""
    return "; ".join(
        _("%(product)s, batch %(batch)s (%(why)s)")
        % {"product": batch.product.name, "batch": batch.number, "why": gone_in_words(code)}
        for batch, code in (dict.fromkeys(recalled, shelf.RECALLED) | dict(gone)).items()
    )
