"""Typed reading of a layout's TOML: a broken entry is refused by file, key and reason."""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from products.importing.errors import LayoutError

KIND_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}


class Table:
    """One table. Every key must be taken: a misspelled one is an error, not silence."""

    def __init__(self, file: str, name: str, data: Mapping[str, Any]) -> None:
        self.file = file
        self.name = name
        self._data = dict(data)

    def fail(self, reason: str, key: str = "") -> NoReturn:
        where = ".".join(filter(None, (self.name, key)))
        raise LayoutError(f"{self.file}: {where}: {reason}")

    def finish(self) -> None:
        if self._data:
            self.fail("unknown key; see docs/layouts.md", next(iter(self._data)))

    def text(self, key: str, default: str | None = None) -> str:
        value: str = self._take(key, str, default)
        if not value and default is None:
            self.fail("must not be empty", key)
        return value

    def whole(self, key: str, default: int | None = None) -> int:
        return int(self._take(key, int, default))

    def truth(self, key: str, *, default: bool) -> bool:
        return bool(self._take(key, bool, default))

    def amount(self, key: str) -> Decimal | None:
        """A number above zero, or None where the key is missing."""
        value = self._data.pop(key, None)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | Decimal) or value <= 0:
            self.fail("is not a number above zero", key)
        return Decimal(value)

    def texts(self, key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        values = self._take(key, list, [])
        for value in values:
            self._refuse_unknown(key, value, known)
        return tuple(values)

    def text_of(self, key: str) -> str:
        """Text, or a number or truth as it would stand in a cell."""
        value = self._data.get(key)
        if isinstance(value, bool):
            self._data[key] = "yes" if value else "no"
        elif isinstance(value, int | Decimal):
            self._data[key] = f"{value}"
        return self.text(key)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """One text, or a list of them; nothing where the key is missing."""
        if isinstance(self._data.get(key), list):
            return self.texts(key)
        return tuple(filter(None, [self.text(key, "")]))

    def words(self, key: str, known: Collection[str]) -> dict[str, str]:
        """The file's words, in lower case, to one of `known`."""
        words = self.mapping(key)
        for word, code in words.items():
            if code not in known:
                self.fail(f"unknown {code!r}; one of {', '.join(known)}", f"{key}.{word}")
        return {word.casefold(): code for word, code in words.items()}

    def one_of(self, key: str, known: Collection[str], default: str) -> str:
        value = self.text(key, default)
        self._refuse_unknown(key, value, known)
        return value

    def mapping(self, key: str, known: Collection[str] | None = None) -> dict[str, str]:
        """Text to text; `known` are the keys allowed."""
        values = self._take(key, dict, {})
        for name, value in values.items():
            self._refuse_unknown(key, name, known)
            if not isinstance(value, str) or not value:
                self.fail("is not text", f"{key}.{name}")
        return dict(values)

    def pattern(self, key: str) -> re.Pattern[str]:
        try:
            return re.compile(self.text(key))
        except re.error as error:
            self.fail(f"is not a regular expression: {error}", key)

    def table(self, key: str) -> "Table":
        name = f"{self.name}.{key}" if self.name else key
        return Table(self.file, name, self._take(key, dict, {}))

    def tables(self, key: str) -> list["Table"]:
        entries = self._take(key, list, [])
        if not all(isinstance(entry, dict) for entry in entries):
            self.fail(f"must be written as [[{key}]] tables", key)
        return [Table(self.file, f"{key}[{n}]", entry) for n, entry in enumerate(entries, 1)]

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def _refuse_unknown(self, key: str, value: Any, known: Collection[str] | None) -> None:
        if not isinstance(value, str):
            self.fail(f"{value!r} is not text", key)
        if known is not None and value not in known:
            self.fail(f"unknown {value!r}; one of {', '.join(known)}", key)

    def _take(self, key: str, kind: type, default: Any) -> Any:
        value = self._data.pop(key, default)
        if value is None:
            self.fail("is missing", key)
        wrong_truth = isinstance(value, bool) and kind is not bool
        if wrong_truth or not isinstance(value, kind):
            self.fail(f"is not {KIND_NAMES.get(kind, 'a table')}", key)
        return value
