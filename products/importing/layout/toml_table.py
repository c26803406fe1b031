"""Typed reading of a layout's TOML: a broken entry is refused by file, key and reason."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any, NoReturn

from products.importing.errors import LayoutError
from products.importing.layout.pattern import Patience, Pattern
from products.importing.reading.values import one_line

KIND_NAMES = {str: "text", int: "a whole number", bool: "true or false", list: "a list"}
MOST = 1_000_000
DECIMALS = 3  # as many as amounts are stored with
MOST_SHOWN = 500  # characters of a key or a reason


class Table:
    """One table. Every key must be taken: a misspelled one is an error, not silence."""

    def __init__(
        self, file: str, name: str, data: Mapping[str, Any], patience: Patience | None = None
    ) -> None:
        self.file = file
        self.name = name
        self._data = dict(data)
        self._patience = patience or Patience()

    def fail(self, reason: str, key: str = "") -> NoReturn:
        where = self._where(key)[:MOST_SHOWN]
        raise LayoutError(one_line(f"{self.file}: {where}: {reason[:MOST_SHOWN]}"))

    def _where(self, key: str) -> str:
        return ".".join(filter(None, (self.name, key)))

    def finish(self) -> None:
        if self._data:
            self.fail("unknown key; see docs/layouts.md", next(iter(self._data)))

    def text(self, key: str, default: str | None = None) -> str:
        value: str = self._take(key, str, default)
        if not value and default is None:
            self.fail("must not be empty", key)
        return value

    def whole(self, key: str, default: int | None = None, *, most: int = MOST) -> int:
        number: int = self._take(key, int, default)
        if not 0 <= number <= most:
            self.fail(f"is not from 0 to {most:,}", key)
        return number

    def truth(self, key: str, *, default: bool) -> bool:
        return bool(self._take(key, bool, default))

    def amount(self, key: str, *, most: int = MOST) -> Decimal | None:
        """A number above zero, or None where the key is missing."""
        value = self._data.pop(key, None)
        return None if value is None else self._above_zero(key, value, most)

    def amounts(self, key: str, *, most: int = MOST) -> dict[str, Decimal]:
        """Text to a number above zero."""
        table = self.table(key)
        return {text: table._above_zero(text, value, most) for text, value in table._data.items()}

    def texts(self, key: str, known: Collection[str] | None = None) -> tuple[str, ...]:
        values = self._take(key, list, [])
        for value in values:
            self._refuse_unknown(key, value, known)
        return tuple(values)

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

    def pattern(self, key: str) -> Pattern:
        text = self.text(key)
        try:
            return Pattern(text, self._where(key), self._patience)
        except ValueError as reason:
            self.fail(str(reason), key)

    def table(self, key: str) -> "Table":
        name = f"{self.name}.{key}" if self.name else key
        return Table(self.file, name, self._take(key, dict, {}), self._patience)

    def tables(self, key: str) -> list["Table"]:
        entries = self._take(key, list, [])
        if not all(isinstance(entry, dict) for entry in entries):
            self.fail(f"must be written as [[{key}]] tables", key)
        return [
            Table(self.file, f"{key}[{number}]", entry, self._patience)
            for number, entry in enumerate(entries, 1)
        ]

    def names(self) -> tuple[str, ...]:
        return tuple(self._data)

    def _above_zero(self, key: str, value: Any, most: int) -> Decimal:
        """At most so much: what no catalogue can hold is found here, not when a file is read."""
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            self.fail("is not a number above zero", key)
        if isinstance(value, Decimal) and not value.is_finite():
            self.fail("is not a number above zero", key)
        if value <= 0:
            self.fail("is not a number above zero", key)
        if value > most:
            self.fail(f"is more than {most:,}", key)
        amount = Decimal(value)
        if amount != round(amount, DECIMALS):
            self.fail(f"has more than {DECIMALS} decimals", key)
        return amount

    def _refuse_unknown(self, key: str, value: Any, known: Collection[str] | None) -> None:
        if not isinstance(value, str):
            self.fail("holds something that is not text in quotes", key)
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
