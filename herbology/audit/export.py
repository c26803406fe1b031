"""The audit log as the lines of a CSV file, in memory that does not grow with them."""

import csv
import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from herbology.audit.entry import AuditEntry

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
COLUMNS = ("at", "username", "action", "model", "key", "text", "path", "method", "status")
ENTRIES_AT_A_TIME = 500
# A spreadsheet would run what begins with one of these.
FORMULA = re.compile(r"[=+\-@\t\r]")


class _Echo:
    """What the writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """A header and a line for each entry, in their order; times in the shop's time zone."""
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for at, *others in entries.values_list(*COLUMNS).iterator(chunk_size=ENTRIES_AT_A_TIME):
        local = timezone.localtime(at).isoformat(timespec="seconds")
        yield writer.writerow([local, *map(_harmless, others)])


def _harmless(value: Any) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if FORMULA.match(text) else text
