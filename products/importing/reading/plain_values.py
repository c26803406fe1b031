"""Numbers, money, dates and truths outside the laboratory's columns. Pure."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from products.importing.errors import UnreadableError
from products.importing.reading.values import clean, read_number

CURRENCY = re.compile(r"(?:US|CA|AU)?\s?[$€£]|\b(?:USD|CAD|AUD|EUR|GBP|CHF)\b", re.IGNORECASE)
YES = frozenset({"yes", "true", "y", "1"})
NO = frozenset({"no", "false", "n", "0"})
EXAMPLE = datetime(2025, 4, 3, 12, tzinfo=UTC)  # in words of the layout's own patterns


def read_decimal(text: str) -> Decimal | None:
    """A plain number; None for an empty cell."""
    cell = clean(text)
    return read_number(cell, cell) if cell else None


def read_quantity(text: str, *, most: int, signed: bool = False) -> Decimal | None:
    """An amount of stock, with all its decimals; None for an empty cell.

    Below zero only where it is `signed`, as a movement is.
    """
    cell = clean(text)
    if not cell:
        return None
    sign = cell[:1] if cell[:1] in ("-", "\u2212", "+") else ""
    if sign and sign != "+" and not signed:
        raise UnreadableError("is below zero: an adjustment, not what is there")
    number = read_number(cell.removeprefix(sign).strip(), cell)
    if number > most:
        raise UnreadableError(f"is more than {most}")
    return number if sign in ("", "+") else -number


def without_currency(text: str) -> str:
    """The amount of `$10.00`, `USD 10.00` or `10 €`: a price list has one currency."""
    cell = clean(text)
    sign = CURRENCY.search(cell)
    if sign and (sign.start() == 0 or sign.end() == len(cell)):
        return (cell[: sign.start()] + cell[sign.end() :]).strip()
    return cell


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
    if moment := _by_patterns(cell, patterns):
        return moment.date()
    raise UnreadableError(f"is not a date like {_examples(patterns)}")


def read_moment(text: str, patterns: tuple[str, ...]) -> datetime:
    """ISO 8601 as our own export writes it, or one of the layout's patterns."""
    cell = clean(text)
    try:
        return datetime.fromisoformat(cell)
    except ValueError:
        if moment := _by_patterns(cell, patterns):
            return moment
    raise UnreadableError(f"is not a time like 2025-04-03T12:00 or {_examples(patterns)}")


def _examples(patterns: tuple[str, ...]) -> str:
    return " or ".join(EXAMPLE.strftime(pattern) for pattern in patterns)


def _by_patterns(cell: str, patterns: tuple[str, ...]) -> datetime | None:
    for pattern in patterns:
        try:
            return datetime.strptime(cell, pattern)
        except (ValueError, OverflowError):
            continue
    return None
