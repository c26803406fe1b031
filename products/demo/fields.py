"""Checks one TOML table: only known keys, none missing, each of its kind."""

from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from products.demo.entries import DemoDataError

Kinds = tuple[type, ...]

NUMBER: Kinds = (int, Decimal)
TEXT, COUNT, FLAG, LIST, TABLE = (str,), (int,), (bool,), (list,), (dict,)


def check(
    table: Mapping[str, Any], *, needs: Mapping[str, Kinds], may: Mapping[str, Kinds], where: str
) -> None:
    """Raises DemoDataError naming `where` and the first key that is unknown, missing or wrong."""
    known = {**needs, **may}
    for key in table:
        if key not in known:
            raise DemoDataError(f"{where}: unknown key {key!r}; known are {', '.join(known)}.")
    for key in needs:
        if key not in table:
            raise DemoDataError(f"{where}: {key!r} is missing.")
    for key, value in table.items():
        # Exact types, because TOML's true is an int to Python.
        if type(value) not in known[key]:
            kinds = " or ".join(kind.__name__ for kind in known[key])
            raise DemoDataError(f"{where}: {key} = {value!r} must be {kinds}.")


def with_defaults(
    own: Mapping[str, Any], defaults: Mapping[str, Any], known: Collection[str]
) -> dict[str, Any]:
    """The table, and the file's defaults of the known keys that it leaves out."""
    return {key: defaults[key] for key in known if key in defaults} | dict(own)


def refuse_unknown(word: str, known: Collection[str], *, what: str, where: str) -> None:
    if word not in known:
        raise DemoDataError(f"{where}: {what} {word!r} is not one of {', '.join(known)}.")


def refuse_repeats(words: Collection[str], *, what: str, where: str) -> None:
    seen: set[str] = set()
    for word in words:
        if word in seen:
            raise DemoDataError(f"{where}: {what} {word!r} stands there twice.")
        seen.add(word)


def amount_with_unit(text: str, *, where: str) -> tuple[Decimal, str]:
    """Reads "3.5 g" as (3.5, "g")."""
    number, _, unit = text.partition(" ")
    if not (unit and number.replace(".", "", 1).isdecimal()):
        raise DemoDataError(f"{where}: {text!r} is not an amount with its unit, like '3.5 g'.")
    return Decimal(number), unit
