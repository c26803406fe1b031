"""What a report may tell of a group of submissions, so that nobody in it can be picked out.

A number is told as the five it lies in: 35 stands for 35 to 39, and of fewer than five not even
whether there are any. Each is told by itself alone, and shares only from what is told already. So
whoever subtracts (one store from all, 7 days from 30, parts from their total) is left with several
numbers that a small group can have. To hide more numbers and tell the others exactly would protect
one table, but not the same table at other filters. docs/desk.md says more.
"""

from collections.abc import Sequence
from enum import Enum
from math import ceil
from statistics import median

FIVES = 5
ENOUGH = 20  # for a share or for 9 of 10: of fewer, a single submission makes the difference

# One entry for each submission: whose it is. Five submissions of one patient are one person.
Group = Sequence[str]
# Times are told in steps of so many minutes up to so many: nobody's own time can be recognised.
TIME_STEPS = ((180, 5), (2880, 30))
LONG_STEP = 360


class Part(Enum):
    """A part of which no more may be told: it, or what is left beside it, is fewer than five."""

    FEW = "fewer than 5"
    ALL_BUT_FEW = "all but fewer than 5"


def number(group: Group) -> int | None:
    """Of submissions, rounded down to fives; None where they are fewer than five people's."""
    return None if len(set(group)) < FIVES else len(group) // FIVES * FIVES


def share(part: Group, rest: Group) -> int | Part | None:
    """Of `part` in both together, in per cent; None where both are too few.

    Made from the three fives that both, `part` and `rest` lie in, and from nothing else: so it tells
    no more than they do, and is at most 10 points off at ENOUGH, 5 at 50 and 3 at 100.
    """
    told, left, whole = number(part), number(rest), number([*part, *rest])
    if whole is None or whole < ENOUGH:
        return None
    if told is None:
        return Part.FEW
    if left is None:
        return Part.ALL_BUT_FEW
    # What the two have beyond their fives: five to eight together, or none to four.
    spare = 3 if whole > told + left else 4 / 3
    return round(100 * (told + spare) / (told + left + 2 * spare))


def half_within(group: Group, minutes: Sequence[float]) -> int | None:
    """The median in minutes; `minutes` stands beside the group's submissions."""
    return None if number(group) is None else _told_time(median(minutes))


def nine_of_ten_within(group: Group, minutes: Sequence[float]) -> int | None:
    """In minutes: the least within which nine of ten were answered."""
    whole = number(group)
    if whole is None or whole < ENOUGH:
        return None
    return _told_time(sorted(minutes)[ceil(0.9 * len(minutes)) - 1])


def _told_time(minutes: float) -> int:
    """Never nothing: what took less than a step took up to one."""
    step = next((step for limit, step in TIME_STEPS if minutes < limit), LONG_STEP)
    return max(int(minutes / step + 0.5) * step, step)
