"""Findings as a file for a spreadsheet, a line at a time."""

import csv
from collections.abc import Iterable, Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from products.admin.imports.findings import Told
from products.exporting.cells import text
from products.exporting.lines import BYTE_ORDER_MARK, in_portions

HEADINGS = ("row", "outcome", "mark", "column", "value", "reason")


class _Echo:
    """What the writer writes to: it hands each line on."""

    def write(self, line: str) -> str:
        return line


def lines_of(findings: Iterable[Told]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS)
    for told in findings:
        finding = told.finding
        said = (told.outcome, finding.mark, finding.column, finding.value, finding.reason)
        yield writer.writerow([finding.row, *map(text, said)])


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
