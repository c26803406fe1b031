"""What one cell says. Pure. A value is read, flagged or refused, never guessed."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from products.importing.errors import UnreadableError

SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# Marks that spreadsheets and typists leave around a number.
STRAY = "`'\"´\u2018\u2019"  # noqa: RUF001

DASHES = re.compile(r"[-\u2010-\u2015\u2212]+")
BELOW_LOQ = re.compile(r"<\s*(?:LOQ|LLOQ|LOD|\d*\.?\d+\s*%?)|LOQ|BLQ|<LOQ>", re.IGNORECASE)
NOT_DETECTED = re.compile(r"ND|N\.D\.|not detected|none detected", re.IGNORECASE)
NOT_REPORTED = re.compile(r"n/?a|not tested|nt|null|none", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
RANGE = re.compile(r"<?\s*\d*\.?\d+\s*(?:-|\u2013|to)\s*\d*\.?\d+\s*%?", re.IGNORECASE)

UNIT_WORDS = {
    "percent": ("%",),
    "mg_per_g": ("mg/g",),
    "mg_per_ml": ("mg/ml",),
    "mg_per_serving": ("mg/serving", "mg"),
    "mg_per_package": ("mg/package", "mg/pkg", "mg"),
}
YES = frozenset({"yes", "true", "y", "1"})
NO = frozenset({"no", "false", "n", "0"})


@dataclass(frozen=True, slots=True)
class ReadAmount:
    """`amount` is None unless a number stands in the cell; `note` says what was read past."""

    amount: Decimal | None
    detection: str  # measured, not_detected, below_loq, not_reported
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one laboratory beside the ones every layout knows, compared without case."""

    below_loq: frozenset[str] = field(default_factory=frozenset)
    not_detected: frozenset[str] = field(default_factory=frozenset)
    not_reported: frozenset[str] = field(default_factory=frozenset)


def clean(text: str) -> str:
    """The text without edge space, invisible characters and odd kinds of space."""
    return text.translate(SPACES).translate(INVISIBLE).strip()


def read_amount(text: str, unit: str = "", words: Words | None = None) -> ReadAmount:
    """What a laboratory's cell says; `unit` is one of UNIT_WORDS, or "" for a bare number.

    Raises UnreadableError where the cell could be read in two ways or in none.
    """
    cell = clean(text)
    detection = _without_number(cell, words or Words())
    if detection:
        return ReadAmount(None, detection)
    bare = cell.strip(STRAY).strip()
    note = f"read past the stray mark in {cell!r}" if bare != cell else ""
    bare = _without_unit(bare, unit)
    if bare.endswith(".") and NUMBER.fullmatch(bare[:-1]):
        bare, note = bare[:-1], f"read past the last point of {cell!r}"
    return ReadAmount(_number(bare, cell), "measured", note)


def read_decimal(text: str) -> Decimal | None:
    """A plain number; None for an empty cell. Money may carry a dollar sign."""
    cell = clean(text)
    if not cell:
        return None
    return _number(cell.removeprefix("$").strip(), cell)


def read_whole(text: str) -> int | None:
    number = read_decimal(text)
    if number is None:
        return None
    if number != number.to_integral_value():
        raise UnreadableError("is not a whole number")
    return int(number)


def read_truth(text: str) -> bool | None:
    """None for an empty cell, which says nothing."""
    word = clean(text).lower()
    if word in YES | NO:
        return word in YES
    if not word:
        return None
    raise UnreadableError("is neither yes nor no")


def read_date(text: str, patterns: tuple[str, ...]) -> date | None:
    """By the layout's own patterns (strptime); a date is never guessed from its look."""
    cell = clean(text)
    if not cell:
        return None
    for pattern in patterns:
        try:
            return datetime.strptime(cell, pattern).date()
        except ValueError:
            continue
    raise UnreadableError(f"is not a date written as {' or '.join(patterns)}")


def plain(number: Decimal) -> str:
    """Without the zeros at its end, however many the database keeps."""
    return f"{number.normalize():f}"


def _without_number(cell: str, words: Words) -> str:
    word = cell.lower()
    if not cell or DASHES.fullmatch(cell) or NOT_REPORTED.fullmatch(cell):
        return "not_reported"
    if word in words.not_reported:
        return "not_reported"
    if BELOW_LOQ.fullmatch(cell) or word in words.below_loq:
        return "below_loq"
    if NOT_DETECTED.fullmatch(cell) or word in words.not_detected:
        return "not_detected"
    return ""


def _without_unit(cell: str, unit: str) -> str:
    for word in UNIT_WORDS.get(unit, ()):
        if cell.lower().endswith(word):
            return cell[: -len(word)].rstrip()
    return cell


def _number(bare: str, cell: str) -> Decimal:
    if NUMBER.fullmatch(bare):
        return Decimal(bare)
    if THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if bare.startswith("-") and NUMBER.fullmatch(bare[1:]):
        raise UnreadableError("is below zero")
    if RANGE.fullmatch(bare):
        raise UnreadableError("is a range; one number is needed")
    if bare.endswith(("%", "mg", "mg/g", "mg/ml", "mg/mL")):
        raise UnreadableError(f"carries another unit than its column: {cell!r}")
    raise UnreadableError("is not a number")
