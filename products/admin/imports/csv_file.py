"""Findings as a file for a spreadsheet, a line at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from products.admin.imports.findings import Told
from products.exporting.cells import text
from products.exporting.csv_text import csv_lines
from products.exporting.lines import BYTE_ORDER_MARK, in_portions

HEADINGS = ("row", "outcome", "mark", "column", "value", "reason")


def lines_of(findings: Iterable[Told]) -> Iterator[str]:
    written = csv_lines(chain([HEADINGS], map(_cells, findings)))
    return chain([BYTE_ORDER_MARK], written)


def as_download(findings: Iterable[Told], name: str) -> StreamingHttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingHttpResponse(
        in_portions(lines_of(findings)),
        content_type="text/csv; charset=utf-8",
        headers=headers,
    )


def _cells(told: Told) -> list[object]:
    finding = told.finding
    said = (told.outcome, finding.mark, finding.column, finding.value, finding.reason)
    return [finding.row, *map(text, said)]
