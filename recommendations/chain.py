"""Answers and what corrected them: one story of one patient, however many submissions it took."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recommendations.desk.calls import call_is_wanted
from recommendations.models import Submission

# Corrected answers end no warning sign: a counselor looks at these for themselves.
STAYS_OPEN = ("emergency", "urgent_same_day", "see_doctor_soon")
COLUMNS = ("pk", "reference", "follows_id", "submitted_at", "withdrawn_at")


@dataclass(frozen=True, slots=True)
class Sent:
    """What lists and links need of a submission; nothing that the patient said."""

    pk: int
    reference: str
    follows_id: int | None
    submitted_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class Chain:
    """Oldest first. `here` is the one that it was asked for."""

    links: tuple[Sent, ...]
    here: Sent

    @property
    def newest(self) -> Sent:
        return self.links[-1]

    @property
    def newer(self) -> Sent | None:
        """What holds instead of this one; None where this one is the newest."""
        return None if self.newest == self.here else self.newest

    @property
    def withdrawn_at(self) -> datetime | None:
        return self.newest.withdrawn_at

    @property
    def keys(self) -> tuple[int, ...]:
        return tuple(link.pk for link in self.links)


def chain_of(submission: Submission) -> Chain:
    """One query where nothing was corrected, and one for each link."""
    here = Sent(*(getattr(submission, column) for column in COLUMNS))
    found = {here.pk: here} | {link.pk: link for link in _earlier(here)}
    frontier = set(found)
    while frontier:
        later = [link for link in _read(follows__in=frontier) if link.pk not in found]
        found |= {link.pk: link for link in later}
        frontier = {link.pk for link in later}
    return Chain(tuple(sorted(found.values(), key=lambda each: (each.submitted_at, each.pk))), here)


def close_what_it_corrects(submission: Submission) -> None:
    """Earlier answers are no work of their own any more, but for a warning sign or a wanted call."""
    if submission.follows_id is None:
        return
    earlier = set(chain_of(submission).keys) - {submission.pk}
    replaced = Submission.objects.filter(pk__in=earlier).exclude(disposition__in=STAYS_OPEN)
    replaced.exclude(call_is_wanted()).update(desk_state=Submission.DeskState.CLOSED)


def _earlier(link: Sent) -> Iterator[Sent]:
    seen = {link.pk}
    while link.follows_id is not None and link.follows_id not in seen:
        link = _read(pk=link.follows_id)[0]
        seen.add(link.pk)
        yield link


def _read(**where: Any) -> list[Sent]:
    return [
        Sent(*row) for row in Submission.objects.filter(**where).order_by().values_list(*COLUMNS)
    ]
