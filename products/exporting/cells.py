"""How one fact stands in a cell, so that our own layouts read the same back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from herbology.csv_text import text
from products.reading import UNIT_SIGNS, plain

NOT_MEASURED = {"not_detected": "ND", "below_loq": "<LOQ"}


@dataclass(frozen=True, slots=True)
class Column:
    """`path` leads from the exported record to the fact; empty: it is the record itself."""

    heading: str
    path: tuple[str, ...]
    write: Callable[[Any], str]

    def cell(self, record: Any) -> str:
        """Empty where anything on the way to the fact is missing."""
        for name in self.path:
            record = getattr(record, name)
            if record is None:
                return ""
        return self.write(record)


def day(value: date) -> str:
    return value.isoformat()


def truth(value: bool) -> str:
    return "yes" if value else "no"


def several(values: Iterable[str]) -> str:
    return text("; ".join(values))


def amount_with_unit(amount: Decimal | None, unit: str, detection: str) -> str:
    found = NOT_MEASURED.get(detection) or plain(amount or Decimal(0))
    return f"{found} {UNIT_SIGNS[unit]}"


def percent(value: float) -> str:
    """All digits that a stored float has, and no exponent."""
    return plain(Decimal(repr(value)))
