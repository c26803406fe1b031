"""What one cell says. Pure. A value is read, flagged or refused, never guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from products.importing.errors import UnreadableError

SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f"), " ")
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))
# Marks that spreadsheets and typists leave around a number.
STRAY = "`'\"´\u2018\u2019"  # noqa: RUF001

BELOW_LOQ = re.compile(r"<\s*(?:LOQ|LLOQ|LOD|\d*\.?\d+\s*%?)|LOQ|BLQ|<LOQ>", re.IGNORECASE)
NOT_DETECTED = re.compile(r"ND|N\.D\.|not detected|none detected", re.IGNORECASE)
NOT_REPORTED = re.compile(r"[-\u2010-\u2015\u2212]*|n/?a|not tested|nt|null|none", re.IGNORECASE)
WORDS = {"not_reported": NOT_REPORTED, "below_loq": BELOW_LOQ, "not_detected": NOT_DETECTED}
NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
RANGE = re.compile(
    r"<?\s*\d*\.?\d+\s*(?:%|mg)?\s*(?:-|\u2013|to)\s*\d*\.?\d+\s*(?:%|mg.*)?", re.IGNORECASE
)

NUMBER_WITH_UNIT = re.compile(r"(?:\d[\d,]*\.?\d*|\.\d+)\s*(?:%|mg\b.*)", re.IGNORECASE)
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E[+-]?\d+", re.IGNORECASE)
# What may stand behind a figure in a column whose unit is known.
UNIT_WORDS = {
    "percent": ("%",),
    "mg_per_g": ("mg/g",),
    "mg_per_ml": ("mg/ml",),
    "mg_per_serving": ("mg/serving", "mg"),
    "mg_per_package": ("mg/package", "mg/pkg", "mg"),
}


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
    if text.isascii():
        return text.strip()
    return text.translate(SPACES).translate(INVISIBLE).strip()


def one_line(text: str) -> str:
    """With a single space for every run of spaces and line breaks."""
    return " ".join(clean(text).split())


def split_unit(cell: str, units: Mapping[str, str]) -> tuple[str, str]:
    """The figure and the unit of the first suffix that stands behind it; "" where none does."""
    for suffix, unit in units.items():
        if cell.casefold().endswith(suffix):
            return cell[: -len(suffix)].rstrip(), unit
    return cell, ""


def read_amount(text: str, unit: str = "", words: Words | None = None) -> ReadAmount:
    """What a laboratory's cell says; `unit` is one of UNIT_WORDS, or "" for a bare number.

    Raises UnreadableError where the cell could be read in two ways or in none.
    """
    cell = clean(text)
    detection = without_number(cell, words or Words())
    if detection:
        return ReadAmount(None, detection)
    bare = cell.strip(STRAY).strip()
    note = f"read as “{bare}”, without the mark beside it" if bare != cell else ""
    bare = _without_unit(bare, unit)
    if bare.endswith(".") and NUMBER.fullmatch(bare[:-1]):
        bare = bare[:-1]
        note = f"read as “{bare}”, without the point at its end"
    return ReadAmount(read_number(bare, cell), "measured", note)


def without_number(text: str, words: Words) -> str:
    """The detection that a cell without a figure states; "" where it must hold one."""
    cell = clean(text)
    word = cell.lower()
    if word in words.not_reported:
        return "not_reported"
    if word in words.below_loq:
        return "below_loq"
    if word in words.not_detected:
        return "not_detected"
    if cell[:1].isdigit():
        return ""  # the common case, and none of the patterns begins so
    return next((said for said, pattern in WORDS.items() if pattern.fullmatch(cell)), "")


def _without_unit(cell: str, unit: str) -> str:
    for word in UNIT_WORDS.get(unit, ()):
        if cell.lower().endswith(word):
            return cell[: -len(word)].rstrip()
    return cell


def read_number(bare: str, cell: str) -> Decimal:
    """`cell` is the text that the message of UnreadableError shows."""
    if NUMBER.fullmatch(bare):
        return Decimal(bare)
    if THOUSANDS.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    if bare.startswith("-") and NUMBER.fullmatch(bare[1:]):
        raise UnreadableError("is below zero")
    if RANGE.fullmatch(bare):
        raise UnreadableError("is a range; one number is needed")
    if SCIENTIFIC.fullmatch(bare):
        raise UnreadableError("is in scientific notation; write it out, or name its meaning")
    if NUMBER_WITH_UNIT.fullmatch(bare):
        raise UnreadableError(f"carries another unit than its column: {cell!r}")
    raise UnreadableError("is not a number")
