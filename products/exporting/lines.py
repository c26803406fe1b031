"""A kind's records as the lines of a CSV file, in memory that does not grow with them."""

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from products.exporting.kinds import Kind

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
RECORDS_AT_A_TIME = 500
LINES_IN_A_PORTION = 100


class _Echo:
    """What the writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def lines(kind: Kind, rows: QuerySet[Any], at_a_time: int = RECORDS_AT_A_TIME) -> Iterator[str]:
    """The header and a line for each record, in the order of `rows`.

    Whatever breaks in the middle is raised, so that nobody takes half a file for the whole.
    """
    columns = kind.columns()
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow([column.heading for column in columns])
    for record in kind.ready(rows).iterator(chunk_size=at_a_time):
        yield writer.writerow([column.cell(record) for column in columns])


def in_portions(parts: Iterable[str]) -> Iterator[str]:
    """Joined by the hundred: a server sends each part by itself."""
    waiting = iter(parts)
    while portion := "".join(islice(waiting, LINES_IN_A_PORTION)):
        yield portion
