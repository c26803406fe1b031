"""Patterns of the word lists, made into regular expressions over folded words.

`treat*/ease* ~4 {condition}`: words stand one space apart, `*` leaves a word's end open, `/` separates
alternatives, `{name}` is any phrase of a set, `~4` is up to four words in between, `?` makes a word
optional, and what follows `>` must come next but is no part of the match.

Folded text has one space before and after every word. Every repeat is bounded and words are cut
(see `sentence.py`), so that matching takes time in proportion to the text.
"""

import re
from collections.abc import Iterable, Mapping

from herbology.claims.fold import fold

NOTHING = "(?!)"
GAP = re.compile(r"~(\d)")
SET = re.compile(r"\{(\w+)\}")
WORD = re.compile(r"([^\W_]+\*?|[,;:?&])")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which and why."""


def compile_all(patterns: Iterable[str], sets: Mapping[str, str]) -> re.Pattern[str]:
    """One expression that finds any of the patterns where a word starts."""
    return re.compile(f"(?<= )(?:{any_of(patterns, sets)})")


def any_of(patterns: Iterable[str], sets: Mapping[str, str]) -> str:
    """Longer patterns first, so that the most words are shown to whoever wrote them."""
    longest_first = sorted(patterns, key=len, reverse=True)
    return "|".join(_expression(pattern, sets) for pattern in longest_first) or NOTHING


def _expression(pattern: str, sets: Mapping[str, str]) -> str:
    words, _, after = pattern.partition(" > ")
    found = "".join(_element(element, pattern, sets) for element in _split(words))
    if not after:
        return found
    return f"{found}(?={''.join(_element(element, pattern, sets) for element in _split(after))})"


def _split(words: str) -> list[str]:
    return words.replace("-", " ").split()


def _element(element: str, pattern: str, sets: Mapping[str, str]) -> str:
    if gap := GAP.fullmatch(element):
        return f"(?:[^ ;]+ ){{0,{gap[1]}}}?"
    optional = element.endswith("?") and len(element) > 1
    alternatives = element.removesuffix("?" if optional else "").split("/")
    found = "|".join(_word(word, pattern, sets) for word in alternatives)
    return f"(?:{found}){'?' if optional else ''}"


def _word(word: str, pattern: str, sets: Mapping[str, str]) -> str:
    if name := SET.fullmatch(word):
        if name[1] not in sets:
            raise PatternError(f"{pattern!r}: there is no set {name[1]!r} above it")
        return sets[name[1]]
    folded = fold(word)
    if not WORD.fullmatch(folded):
        raise PatternError(f"{pattern!r}: {word!r} is no word")
    return f"{re.escape(folded.removesuffix('*'))}{'[^ ]*' if folded.endswith('*') else ''} "
