"""Reads a language's list from its file, so that a broken entry is refused by file and name."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from herbology.claims.finding.lexicon import Exemption, Finder, Kind, Lexicon, Scope
from herbology.claims.finding.pattern import Matcher, PatternError, Phrase, any_of

WORDS = Path(__file__).parent / "words"
LANGUAGES = ("en", "es")
NEEDED = {
    "": (
        "language",
        "reviewed_by",
        "abbreviations",
        "affirmations",
        "sets",
        *("kind", "scope", "exemption"),
    ),
    "kind": ("id", "reason", "neutral", "words"),
    "scope": ("id", "opens", "ends"),
    "exemption": ("id", "has"),
}
ALLOWED = {
    "": (),
    "kind": ("unless",),
    "scope": ("kinds", "opens_not", "ends_not"),
    "exemption": ("lacks",),
}


class LexiconError(ValueError):
    """A list that must not be used; the message names file, entry and reason."""


@cache
def lexicon(language: str) -> Lexicon:
    """Raises LexiconError when there is no such list or it is broken."""
    if language not in LANGUAGES:
        raise LexiconError(f"there is no list of claims for the language {language!r}")
    file = f"{language}.toml"
    return parse(file, (WORDS / file).read_text(encoding="utf-8"))


def parse(file: str, text: str) -> Lexicon:
    """The list that a file's text holds. Raises LexiconError."""
    try:
        return _Reader(tomllib.loads(text)).lexicon()
    except (tomllib.TOMLDecodeError, PatternError, LexiconError) as error:
        raise LexiconError(f"{file}: {error}") from error


class _Reader:
    def __init__(self, data: Mapping[str, Any]) -> None:
        _check_keys("", data, "the file")
        self.data = data
        self.sets: dict[str, Phrase] = {}
        for name, patterns in data["sets"].items():
            self.sets[name] = any_of(patterns, self.sets)

    def lexicon(self) -> Lexicon:
        kinds = tuple(map(self._kind, self._entries("kind")))
        known = {kind.id for kind in kinds}
        return Lexicon(
            language=self.data["language"],
            reviewed_by=self.data["reviewed_by"],
            abbreviations=frozenset(self.data["abbreviations"]),
            affirmations=tuple(self.data["affirmations"]),
            kinds=kinds,
            scopes=tuple(self._scope(entry, known) for entry in self._entries("scope")),
            exemptions=tuple(map(self._exemption, self._entries("exemption"))),
        )

    def _entries(self, table: str) -> Iterable[Mapping[str, Any]]:
        for number, entry in enumerate(self.data[table], start=1):
            _check_keys(table, entry, f"{table} {entry.get('id', number)}")
            yield entry

    def _finder(self, words: Sequence[str], unless: Sequence[str] = ()) -> Finder:
        return Finder(Matcher(words, self.sets), Matcher(unless, self.sets))

    def _kind(self, entry: Mapping[str, Any]) -> Kind:
        finder = self._finder(entry["words"], entry.get("unless", ()))
        return Kind(entry["id"], entry["reason"], entry["neutral"], finder)

    def _scope(self, entry: Mapping[str, Any], known: set[str]) -> Scope:
        kinds = frozenset(entry.get("kinds", ()))
        if strangers := sorted(kinds - known):
            raise LexiconError(f"scope {entry['id']}: there is no kind {strangers[0]!r}")
        return Scope(
            id=entry["id"],
            kinds=kinds,
            opens=self._finder(entry["opens"], entry.get("opens_not", ())),
            ends=self._finder(entry["ends"], entry.get("ends_not", ())),
        )

    def _exemption(self, entry: Mapping[str, Any]) -> Exemption:
        return Exemption(
            id=entry["id"],
            has=tuple(Matcher(words, self.sets) for words in entry["has"]),
            lacks=Matcher(entry.get("lacks", ()), self.sets),
        )


def _check_keys(table: str, entry: Mapping[str, Any], name: str) -> None:
    """Every key must be known: a misspelled one is an error, not silence."""
    for key in NEEDED[table]:
        if key not in entry:
            raise LexiconError(f"{name}: {key!r} is missing")
    for key in entry:
        if key not in (*NEEDED[table], *ALLOWED[table]):
            raise LexiconError(f"{name}: unknown key {key!r}")
