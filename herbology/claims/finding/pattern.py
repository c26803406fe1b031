"""Patterns of the word lists, matched against folded words.

`treat*/ease* ~4 {condition}`: words stand one space apart, `*` leaves a word's end open, `/` separates
alternatives, `{name}` is any phrase of a set, `~4` is up to four words in between, `?` makes a word
optional, and what follows `>` must come next but is no part of the match.

Folded text has one space before and after every word. Every repeat is bounded, and a pattern is
tried only at words that begin with two letters it can begin with, so that matching takes time in
proportion to the text.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from herbology.claims.finding.fold import fold
from herbology.claims.finding.sentence import Sentence, Span

GAP = re.compile(r"~(\d)")
SET = re.compile(r"\{(\w+)\}")
WORD = re.compile(r"([^\W_]+)(\*?)|[,;:?&#]")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """An expression, and the first two letters of what it can match ("a " for the word "a")."""

    expression: str
    keys: frozenset[str]


Sets = Mapping[str, Phrase]


class Matcher:
    """Finds any of several patterns, longer ones first."""

    def __init__(self, patterns: Iterable[str], sets: Sets) -> None:
        self._by_key: dict[str, list[re.Pattern[str]]] = {}
        for pattern in sorted(patterns, key=len, reverse=True):
            phrase = read(pattern, sets)
            compiled = re.compile(phrase.expression)
            for key in phrase.keys:
                self._by_key.setdefault(key, []).append(compiled)

    def find(self, sentence: Sentence) -> Iterator[Span]:
        """Where patterns stand in the folded sentence, in order, none inside another."""
        if self._by_key.keys().isdisjoint(sentence.keys):
            return
        reached = 0
        for key, start in zip(sentence.keys, sentence.starts, strict=True):
            if start >= reached and (span := self._at(start, key, sentence.folded)):
                reached = span[1]
                yield span

    def _at(self, start: int, key: str, folded: str) -> Span | None:
        for pattern in self._by_key.get(key, ()):
            if match := pattern.match(folded, start):
                return match.span()
        return None


def any_of(patterns: Iterable[str], sets: Sets) -> Phrase:
    """A set of phrases as one."""
    phrases = [read(pattern, sets) for pattern in sorted(patterns, key=len, reverse=True)]
    return Phrase(
        f"(?:{'|'.join(phrase.expression for phrase in phrases)})",
        frozenset(key for phrase in phrases for key in phrase.keys),
    )


def read(pattern: str, sets: Sets) -> Phrase:
    """Raises PatternError."""
    try:
        words, _, after = pattern.replace("-", " ").partition(" > ")
        found, next_to = _sequence(words.split(), sets), _sequence(after.split(), sets)
    except PatternError as error:
        raise PatternError(f"{pattern!r}: {error}") from None
    if not found.keys:
        raise PatternError(f"{pattern!r}: it does not begin with a word")
    return Phrase(
        f"{found.expression}(?={next_to.expression})" if after else found.expression, found.keys
    )


def _sequence(elements: Sequence[str], sets: Sets) -> Phrase:
    expression, keys, begun = "", frozenset[str](), False
    for element in elements:
        optional = len(element) > 1 and element.endswith("?")
        if gap := GAP.fullmatch(element):
            expression += f"(?:[^ ;]+ ){{0,{gap[1]}}}?"
            begun = True
            continue
        phrases = [_word(word, sets) for word in element.removesuffix("?" * optional).split("/")]
        alternatives = "|".join(phrase.expression for phrase in phrases)
        expression += f"(?:{alternatives}){'?' * optional}"
        if not begun:
            keys |= frozenset(key for phrase in phrases for key in phrase.keys)
        begun = begun or not optional
    return Phrase(expression, keys)


def _word(word: str, sets: Sets) -> Phrase:
    if name := SET.fullmatch(word):
        if name[1] not in sets:
            raise PatternError(f"there is no set {name[1]!r} above it")
        return sets[name[1]]
    folded = fold(word)
    read_as = WORD.fullmatch(folded)
    if read_as is None:
        raise PatternError(f"{word!r} is no word")
    if read_as[2]:
        if len(read_as[1]) < 2:
            raise PatternError(f"{word!r} is too short for an open end")
        return Phrase(f"{re.escape(read_as[1])}[^ ]* ", frozenset([folded[:2]]))
    return Phrase(f"{re.escape(folded)} ", frozenset([f"{folded} "[:2]]))
