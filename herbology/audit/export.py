"""The audit log as the lines of a CSV file."""

from collections.abc import Iterator
from itertools import chain

from django.db.models import QuerySet
from django.utils import timezone

from herbology.audit.entry import AuditEntry
from herbology.csv_text import BYTE_ORDER_MARK, csv_lines, text

COLUMNS = ("at", "username", "action", "model", "key", "text", "path", "method", "status")
ENTRIES_AT_A_TIME = 500


def lines(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    """A header and a line for each entry, in their order; times in the shop's time zone."""
    told = entries.values_list(*COLUMNS).iterator(chunk_size=ENTRIES_AT_A_TIME)
    cells = (
        [timezone.localtime(at).isoformat(timespec="seconds"), *map(_cell, others)]
        for at, *others in told
    )
    return chain([BYTE_ORDER_MARK], csv_lines(chain([COLUMNS], cells)))


def _cell(value: object) -> str:
    return "" if value is None else text(value)
