"""Typed reading of TOML tables, so that a broken entry is refused by file, name and reason."""

import tomllib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn

from recommendations.guideline.model import Reference, Source
from recommendations.guideline.predicates import Predicate
from recommendations.guideline.vocabulary import Vocabulary, parse_predicate

SOURCE_WORDS = ("design-choice", "none-found", "unverified")


class GuidelineError(ValueError):
    """A guideline that must not be used; the message names file, entry and reason."""


class Entry:
    """One table of a data file. Every key must be taken: a misspelled one is an error, not silence."""

    def __init__(self, file: str, name: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.name = name
        self._data = dict(data)

    def fail(self, reason: str) -> NoReturn:
        where = f"{self.file}: {self.name}" if self.name else self.file
        raise GuidelineError(f"{where}: {reason}")

    def has(self, key: str) -> bool:
        return key in self._data

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def finish(self) -> None:
        if self._data:
            self.fail(f"unknown key '{next(iter(self._data))}'")

    def text(self, key: str) -> str:
        value: str = self._take(key, str, "text")
        return value

    def number(self, key: str) -> int:
        value: int = self._take(key, int, "a whole number")
        return value

    def amount(self, key: str) -> Decimal:
        value: Decimal | int = self._take(key, (int, Decimal), "a number")
        return Decimal(value)

    def flag(self, key: str) -> bool:
        value: bool = self._take(key, bool, "true or false")
        return value

    def table(self, key: str) -> dict[str, Any]:
        value: dict[str, Any] = self._take(key, dict, "a table")
        return value

    def section(self, key: str, name: str = "") -> "Entry":
        return Entry(self.file, name or key, self.table(key))

    def word(self, key: str, known: Sequence[str]) -> str:
        value = self.text(key)
        if value not in known:
            self.fail(f"{key}: unknown value '{value}'; one of {', '.join(known)}")
        return value

    def words(self, key: str, known: Sequence[str] | None = None) -> tuple[str, ...]:
        values = self._take(key, list, "a list")
        for value in values:
            if not isinstance(value, str):
                self.fail(f"{key}: {value!r} is not text")
            if known is not None and value not in known:
                self.fail(f"{key}: unknown value '{value}'; one of {', '.join(known)}")
        return tuple(values)

    def points(self, key: str, known: Sequence[str]) -> dict[str, int]:
        points = self.table(key)
        for name, value in points.items():
            if name not in known:
                self.fail(f"{key}: unknown value '{name}'; one of {', '.join(known)}")
            if type(value) is not int:
                self.fail(f"{key}.{name}: {value!r} is not a whole number")
        return points

    def routes(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """ALL, SYSTEMIC or a list; always in the order of the routes."""
        value = self._take("routes", (str, list), "ALL, SYSTEMIC or a list of routes")
        try:
            named = vocabulary.words("routes", value)
        except ValueError as error:
            self.fail(str(error))
        return tuple(route for route in vocabulary.routes if route in named)

    def predicate(self, key: str, vocabulary: Vocabulary) -> Predicate:
        try:
            return parse_predicate(self.table(key), vocabulary)
        except ValueError as error:
            self.fail(f"{key}: {error}")

    def source(self, references: Mapping[str, Reference]) -> Source:
        if not self.has("source"):
            self.fail("source is missing: name references or one of " + ", ".join(SOURCE_WORDS))
        value = self._take("source", (str, list), "references or a word")
        if isinstance(value, str):
            if value not in SOURCE_WORDS:
                self.fail(f"source: unknown word '{value}'; one of {', '.join(SOURCE_WORDS)}")
            return Source(word=value)
        if not value:
            self.fail("source is empty")
        for key in value:
            if key not in references:
                self.fail(f"source {key!r} is not in references.toml")
        return Source(tuple(value), verified=any(references[k].status == "read" for k in value))

    def entries(self, key: str, *, named_by: str = "id") -> list["Entry"]:
        """The array of tables under `key`, each named by its id; ids are unique."""
        tables = self._take(key, list, "a list of tables")
        entries = [self._entry(key, table, named_by) for table in tables]
        names = [entry.name for entry in entries]
        for name in names:
            if names.count(name) > 1:
                self.fail(f"{name}: the {named_by} stands twice")
        return entries

    def _entry(self, key: str, table: Any, named_by: str) -> "Entry":
        if not isinstance(table, dict) or not isinstance(table.get(named_by), str):
            self.fail(f"a [[{key}]] has no {named_by}")
        rest = {name: value for name, value in table.items() if name != named_by}
        return Entry(self.file, table[named_by], rest)

    def _take(self, key: str, kind: Any, what: str) -> Any:
        if key not in self._data:
            self.fail(f"{key} is missing")
        value = self._data.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            self.fail(f"{key}: {value!r} is not {what}")
        return value


def read_document(file: str, text: str) -> Entry:
    try:
        return Entry(file, "", tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise GuidelineError(f"{file}: not valid TOML: {error}") from None
