"""What a language's list of words holds: kinds of claim, and what excuses them."""

from bisect import bisect_left
from dataclasses import dataclass

from herbology.claims.finding.pattern import Matcher
from herbology.claims.finding.sentence import Sentence, Span


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds `words`, except where they touch a stretch that `unless` finds."""

    words: Matcher
    unless: Matcher

    def find(self, sentence: Sentence) -> list[Span]:
        """Starts and ends in the folded sentence, in order."""
        found = list(self.words.find(sentence))
        masks = list(self.unless.find(sentence)) if found else []
        begins = [
            begin for begin, _ in masks
        ]  # masks do not overlap: the last before the end tells
        return [
            (start, end)
            for start, end in found
            if not (masked := bisect_left(begins, end)) or masks[masked - 1][1] <= start
        ]


@dataclass(frozen=True, slots=True)
class Kind:
    """One reason why words are a claim."""

    id: str
    reason: str
    neutral: str
    finder: Finder


@dataclass(frozen=True, slots=True)
class Scope:
    """From a word that opens it to a word that ends it, nothing of these kinds is a claim."""

    id: str
    kinds: frozenset[str]  # empty: of every kind
    opens: Finder
    ends: Finder


@dataclass(frozen=True, slots=True)
class Exemption:
    """A sentence with a word of each of `has` and none of `lacks` claims nothing."""

    id: str
    has: tuple[Matcher, ...]
    lacks: Matcher


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`abbreviations` end in a full stop that ends no sentence; `affirmations` answer a question."""

    language: str
    reviewed_by: str  # "": nobody has reviewed the list yet
    abbreviations: frozenset[str]
    affirmations: tuple[str, ...]
    kinds: tuple[Kind, ...]
    scopes: tuple[Scope, ...]
    exemptions: tuple[Exemption, ...]
