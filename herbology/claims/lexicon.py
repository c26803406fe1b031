"""A language's list of words, read once from its file and checked."""

import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from herbology.claims.pattern import Matcher, PatternError, Phrase, any_of
from herbology.claims.sentence import Sentence, Span

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "es")


class LexiconError(ValueError):
    """A list that must not be used; the message names file, entry and reason."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds `words`, except where they touch a stretch that `unless` finds."""

    words: Matcher
    unless: Matcher

    def find(self, sentence: Sentence) -> list[Span]:
        """Starts and ends, in order."""
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
    language: str
    abbreviations: frozenset[str]
    affirmations: tuple[str, ...]
    kinds: tuple[Kind, ...]
    scopes: tuple[Scope, ...]
    exemptions: tuple[Exemption, ...]


@cache
def lexicon(language: str) -> Lexicon:
    """Raises LexiconError when the file is missing or broken."""
    if language not in LANGUAGES:
        raise LexiconError(f"there is no list of claims for the language {language!r}")
    file = f"{language}.toml"
    return parse(file, (WORDS / file).read_text(encoding="utf-8"))


def parse(file: str, text: str) -> Lexicon:
    """The list that a file's text holds. Raises LexiconError."""
    try:
        data = tomllib.loads(text)
        return _Reader(file, data).lexicon()
    except (tomllib.TOMLDecodeError, PatternError) as error:
        raise LexiconError(f"{file}: {error}") from error


class _Reader:
    def __init__(self, file: str, data: Mapping[str, Any]) -> None:
        self.file, self.data = file, data
        self.sets: dict[str, Phrase] = {}
        for name, patterns in data.get("sets", {}).items():
            self.sets[name] = any_of(patterns, self.sets)

    def lexicon(self) -> Lexicon:
        kinds = tuple(self._kind(entry) for entry in self.data["kind"])
        return Lexicon(
            language=self.data["language"],
            abbreviations=frozenset(self.data["abbreviations"]),
            affirmations=tuple(self.data["affirmations"]),
            kinds=kinds,
            scopes=tuple(self._scope(entry) for entry in self.data["scope"]),
            exemptions=tuple(self._exemption(entry) for entry in self.data["exemption"]),
        )

    def _finder(self, words: Sequence[str], unless: Sequence[str] = ()) -> Finder:
        return Finder(Matcher(words, self.sets), Matcher(unless, self.sets))

    def _kind(self, entry: Mapping[str, Any]) -> Kind:
        finder = self._finder(entry["words"], entry.get("unless", ()))
        return Kind(entry["id"], entry["reason"], entry["neutral"], finder)

    def _scope(self, entry: Mapping[str, Any]) -> Scope:
        return Scope(
            id=entry["id"],
            kinds=frozenset(entry.get("kinds", ())),
            opens=self._finder(entry["opens"], entry.get("opens_not", ())),
            ends=self._finder(entry["ends"], entry.get("ends_not", ())),
        )

    def _exemption(self, entry: Mapping[str, Any]) -> Exemption:
        return Exemption(
            id=entry["id"],
            has=tuple(Matcher(words, self.sets) for words in entry["has"]),
            lacks=Matcher(entry.get("lacks", ()), self.sets),
        )
