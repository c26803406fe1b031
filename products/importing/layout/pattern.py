"""A layout's regular expressions, none of which can keep an import busy for long.

Python's own `re` cannot be stopped: `(a|aa)+$` takes years over a cell of a hundred letters. The
only thing here that is not pure is that the time is measured.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from math import prod
from time import perf_counter

import regex

from products.importing.errors import FileError

MOST_CHARACTERS = 1_000
MOST_REPEATS = 10_000  # of one thing, counts within counts multiplied: each is unrolled
COUNTS = regex.compile(r"\{\s*(\d+)")
SECONDS_A_CELL = 0.2
SECONDS_A_FILE = 30.0  # 200,000 rows and twenty decent patterns need a third of it
SLOW_CELLS = 20


class SlowPatternError(ValueError):
    """A cell that a pattern was not done with in time."""


@dataclass(slots=True)
class Patience:
    """What the patterns of a layout have used up. A layout is read anew for every file."""

    seconds: float = 0
    by_key: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    slow: set[tuple[str, str]] = field(default_factory=set)  # key and cell


@dataclass(frozen=True, slots=True)
class Pattern:
    """`key` is where it stands in the layout, such as `figure[1].pattern`."""

    text: str
    key: str = "pattern"
    patience: Patience = field(default_factory=Patience, compare=False, repr=False)
    compiled: "regex.Pattern[str]" = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Raises ValueError, in words, where it is no pattern or too large a one."""
        object.__setattr__(self, "compiled", _compiled(self.text))

    @property
    def groups(self) -> frozenset[str]:
        return frozenset(self.compiled.groupindex)

    def search(self, cell: str) -> "regex.Match[str] | None":
        """Raises SlowPatternError for this cell, FileError when all of them have taken too long."""
        if (self.key, cell) in self.patience.slow:
            raise self._slow()
        begun = perf_counter()
        try:
            return self.compiled.search(cell, timeout=SECONDS_A_CELL)
        except (TimeoutError, MemoryError):
            self.patience.slow.add((self.key, cell))
            raise self._slow() from None
        finally:
            self._refuse_file(perf_counter() - begun)

    def _slow(self) -> SlowPatternError:
        return SlowPatternError(f"the layout's pattern {self.key} took too long on this cell")

    def _refuse_file(self, seconds: float) -> None:
        patience = self.patience
        patience.seconds += seconds
        patience.by_key[self.key] += seconds
        if len(patience.slow) >= SLOW_CELLS or patience.seconds > SECONDS_A_FILE:
            slowest = max(patience.by_key, key=lambda key: patience.by_key[key])
            raise FileError(
                f"The layout's patterns take too long on this file, {slowest} the longest."
                " Write it so that it can match in one way only, or leave it out."
            ) from None


def _compiled(text: str) -> "regex.Pattern[str]":
    if len(text) > MOST_CHARACTERS:
        raise ValueError(f"is longer than {MOST_CHARACTERS:,} characters")
    counts = COUNTS.findall(text)
    if prod(int(count) or 1 for count in counts) > MOST_REPEATS:
        raise ValueError(f"repeats more than {MOST_REPEATS:,} times, counts multiplied")
    try:
        return regex.compile(text)
    except regex.error as error:
        raise ValueError(f"is not a regular expression: {error}") from None
    except (RecursionError, OverflowError, MemoryError):
        raise ValueError("has too many brackets within brackets") from None
