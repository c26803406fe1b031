"""What the report is made from: one value for each submission, without a name, a reference or an answer.

`patient` tells only which submissions are of the same person.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days by the shop's clock: from `start`, until before `end`."""

    days: int
    start: datetime
    end: datetime

    @property
    def last(self) -> datetime:
        """Within the last day."""
        return self.end - timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    patient: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """`minutes` from handed in to the first answer; `way` is a code of ways.WAYS."""

    patient: str
    disposition: str
    minutes: float
    target_minutes: float
    way: str

    @property
    def within(self) -> bool:
        return self.minutes <= self.target_minutes


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The rules behind one published result.

    suggested: those that had suggested something; closed: those that had closed a route.
    overridden: (rule, coded reason) of what a counselor changed, withheld or opened.
    """

    patient: str
    suggested: frozenset[str]
    closed: frozenset[str]
    overridden: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Stated:
    """The questions whose answer a counselor's statement changed."""

    patient: str
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class Facts:
    waiting: tuple[Waiting, ...]
    answered: tuple[Answered, ...]
    reviewed: tuple[Reviewed, ...]
    stated: tuple[Stated, ...]
