"""Rows as the text of a CSV file for a spreadsheet, in memory that does not grow with them."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for Windows-1252
LINES_IN_A_PORTION = 100
# A spreadsheet runs what begins with one of these. A text that stands behind apostrophes already
# gets one more, so that taking one away always gives back what was there.
FORMULA = re.compile(r"'*[=+\-@\t\r]")


class _Echo:
    """What the writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def text(value: object) -> str:
    """Never a formula; our own numbers need none of this."""
    words = str(value)
    return f"'{words}" if FORMULA.match(words) else words


def csv_lines(rows: Iterable[Iterable[object]]) -> Iterator[str]:
    """A row at a time, as spreadsheets write them."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)


def in_portions(parts: Iterable[str]) -> Iterator[str]:
    """Joined by the hundred: a server sends each part by itself."""
    waiting = iter(parts)
    while portion := "".join(islice(waiting, LINES_IN_A_PORTION)):
        yield portion


def download(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """Whatever breaks in the middle breaks the answer off: nobody takes half a file for the whole."""
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(
        in_portions(lines), content_type="text/csv; charset=utf-8", headers=headers
    )
