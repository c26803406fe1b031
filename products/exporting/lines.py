"""A kind's records as the lines of a CSV file, in memory that does not grow with them."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db.models import QuerySet

from herbology.csv_text import BYTE_ORDER_MARK, csv_lines
from products.exporting.kinds import Kind

RECORDS_AT_A_TIME = 500


def lines(kind: Kind, rows: QuerySet[Any], at_a_time: int = RECORDS_AT_A_TIME) -> Iterator[str]:
    """The header and a line for each record, in the order of `rows`.

    Whatever breaks in the middle is raised, so that nobody takes half a file for the whole.
    """
    columns = kind.columns()
    records = kind.ready(rows).iterator(chunk_size=at_a_time)
    cells = ([column.cell(record) for column in columns] for record in records)
    written = csv_lines(chain([[column.heading for column in columns]], cells))
    yield BYTE_ORDER_MARK + next(written)
    yield from written
