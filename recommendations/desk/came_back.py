"""What comes back to the queue by itself: what the patient was shown can no longer be had.

Computed whenever the queue is read; no process marks anything. A recall brings back whatever the
patient's page has ever shown, closed and withdrawn or not, until somebody has dealt with it. What
sold out, expired or was taken off the shelf brings back what was told lately and is not closed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Value, When

from products import shelf
from products.models import Batch, Reservation, StateChange
from recommendations.models import Submission

State = Submission.DeskState
NEW = Q(desk_state=State.NEW)
WATCHING = Submission.objects.filter(watched__state=Batch.State.RECALLED).order_by()

# After the patient was told. Our own choice (docs/desk.md): by then most have what they came for.
LOOKED_AFTER = timedelta(days=30)
LOOKED_AFTER_STATES = (State.ANSWERED, State.WITH_PATIENT)
GRAVEST_FIRST = tuple(dict.fromkeys((shelf.RECALLED, *shelf.REASONS)))
KEPT = ("sold_out", 1)  # code and `kept` of what is sold out to all but the patient
WATCHED = "watched"  # where others give the state at the desk
# Up to so many, the queue's other queries are given the keys; beyond, they find them again.
KEYS_AT_MOST, NOBODYS_KEY = 2_000, 0


@dataclass(frozen=True, slots=True)
class Back:
    """What came back at one moment: for a recall, or for any reason.

    `codes` holds those of products.shelf.REASONS by submission; of what is new, too, where a
    suggestion went away before the answer.
    """

    at: datetime
    codes: Mapping[int, set[str]]
    recalled: Q
    either: Q

    def why(self, submission: Submission) -> tuple[str, ...]:
        """The gravest first; nothing where nothing went away."""
        codes = self.codes.get(submission.pk, set())
        return tuple(code for code in GRAVEST_FIRST if code in codes)


def read(at: datetime) -> Back:
    """One query: the batches of what is new or was told lately, and what was recalled of any."""
    named = _named(NEW | _told_lately(at), at)
    watched = WATCHING.values_list("pk", Value(WATCHED), Value(shelf.RECALLED), Value(0))
    rows = named.values_list("pk", "desk_state", "code", "kept").union(watched, all=True)
    found = [(key, of, code) for key, of, code, kept in rows if code and (code, kept) != KEPT]
    shown = {key for key, of, _code in found if of == WATCHED}
    told = {key for key, of, _code in found if of in LOOKED_AFTER_STATES}
    return Back(
        at=at,
        codes=_codes(found),
        recalled=_among(shown, recalled),
        either=_among(shown | told, lambda: recalled() | gone(at)),
    )


def recalled() -> Q:
    """Those whose page has shown a recalled batch, also while they are new."""
    return Q(pk__in=WATCHING.values("pk"))


def recalled_since(since: datetime) -> Q:
    changes = StateChange.objects.filter(to_state=Batch.State.RECALLED, at__gt=since).order_by()
    watching = Submission.objects.filter(watched__in=changes.values("batch")).order_by()
    return Q(pk__in=watching.values("pk"))


def gone(at: datetime) -> Q:
    """Those told lately, of which the newest version names what can no longer be had."""
    code, kept = KEPT
    lost = _named(_told_lately(at), at).exclude(code="").exclude(code=code, kept=kept)
    return Q(pk__in=lost.values("pk"))


def on_the_list(submission: Submission, at: datetime) -> set[int]:
    """The batches for which the desk has this on its list, once they can no longer be had."""
    if not _is_looked_after(submission, at):
        return set()
    return set(submission.advised.values_list("pk", flat=True))


def _is_looked_after(submission: Submission, at: datetime) -> bool:
    """New, or told lately: the same as `NEW` and `_told_lately` ask of the database."""
    if submission.desk_state == State.NEW:
        return True
    told = submission.last_told_at
    return (
        submission.state == Submission.State.PUBLISHED
        and submission.desk_state in LOOKED_AFTER_STATES
        and submission.withdrawn_at is None
        and told is not None
        and told > at - LOOKED_AFTER
    )


def _told_lately(at: datetime) -> Q:
    return Q(
        state=Submission.State.PUBLISHED,
        desk_state__in=LOOKED_AFTER_STATES,
        last_told_at__gt=at - LOOKED_AFTER,
        withdrawn_at=None,
    )


def _named(condition: Q, at: datetime) -> Any:
    """A row for each batch that a submission names, with its `code` now; `kept` is 1 where some of it
    is kept for the patient.
    """
    kept = Reservation.objects.filter(
        batch=OuterRef("advised"),
        reference=OuterRef("reference"),
        state=Reservation.State.ACTIVE,
        expires_at__gt=at,
    )
    submissions = Submission.objects.filter(condition, advised__isnull=False).order_by()
    return submissions.annotate(
        code=shelf.reason(at=at, of="advised__"),
        kept=Case(When(Exists(kept), then=Value(1)), default=Value(0)),
    )


def _codes(found: Iterable[tuple[int, str, str]]) -> dict[int, set[str]]:
    codes: dict[int, set[str]] = {}
    for key, _of, code in found:
        codes.setdefault(key, set()).add(code)
    return codes


def _among(keys: set[int], otherwise: Callable[[], Q]) -> Q:
    """Never of nothing: an order by a condition that is empty becomes the number of a column."""
    return Q(pk__in=keys or {NOBODYS_KEY}) if len(keys) <= KEYS_AT_MOST else otherwise()
