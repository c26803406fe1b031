"""Findings as a file for a spreadsheet, a line at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import StreamingHttpResponse

from herbology.csv_text import BYTE_ORDER_MARK, csv_lines, download, text
from products.admin.imports.findings import Told

HEADINGS = ("row", "outcome", "mark", "column", "value", "reason")


def lines_of(findings: Iterable[Told]) -> Iterator[str]:
    written = csv_lines(chain([HEADINGS], map(_cells, findings)))
    return chain([BYTE_ORDER_MARK], written)


def as_download(findings: Iterable[Told], name: str) -> StreamingHttpResponse:
    return download(lines_of(findings), name)


def _cells(told: Told) -> list[object]:
    finding = told.finding
    said = (told.outcome, finding.mark, finding.column, finding.value, finding.reason)
    return [finding.row, *map(text, said)]
