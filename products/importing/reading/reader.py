"""Bytes to rows, numbered as a spreadsheet shows them, the header included. Pure.

A file is read twice. The first time nothing is kept, so that a file which is refused, at whatever
row, has cost no memory; only then the rows are made.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from regex import Match

from products.importing.errors import FileError, RowRefusedError, TooManyRowsError
from products.importing.layout.pattern import Pattern, SlowPatternError
from products.importing.layout.whole import Layout
from products.importing.reading.cells import Cells
from products.importing.reading.file_text import encoding_of, open_text
from products.importing.reading.header import Header, find_header
from products.importing.reading.records import MOST_ROWS, Record, read_records
from products.importing.reading.rows import FLAGGED, Finding

MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Row:
    """One record: its cells by the layout's columns, where the file has them.

    `fault` says why its cells cannot be told apart, `notes` what is doubtful in one of them.
    """

    number: int
    cells: Mapping[str, str]
    fault: str = ""
    notes: tuple[Finding, ...] = ()

    def found(self, column: str, pattern: Pattern) -> Match[str] | None:
        """Raises RowRefusedError where the pattern takes too long over the cell."""
        value = self.cells.get(column, "")
        try:
            return pattern.search(value)
        except SlowPatternError as reason:
            raise RowRefusedError(str(reason), column=column, value=value) from None

    def flagged(self, column: str, reason: str) -> Finding:
        return Finding(self.number, column, self.cells.get(column, ""), reason, FLAGGED)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows below the header, blank ones left out."""

    rows: list[Row]
    header_row: int


def read_rows(source: bytes | BinaryIO, layout: Layout, *, most_rows: int = MOST_ROWS) -> Sheet:
    """`source` may be a file open for bytes, which must be able to seek and stays open.

    Raises FileError, in one line; TooManyRowsError for more than `most_rows`.
    """
    file = io.BytesIO(source) if isinstance(source, bytes) else source
    _refuse_large(file)
    encoding, delimiter = encoding_of(file, layout.file.encodings), layout.file.delimiter
    with open_text(file, encoding) as text:
        records = read_records(text, delimiter)
        header = find_header(records, layout)
        _refuse_count(sum(not record.is_blank for record in records), most_rows)
    with open_text(file, encoding) as text:
        return Sheet(list(_rows(read_records(text, delimiter), header, layout)), header.row)


def _refuse_large(file: BinaryIO) -> None:
    size = file.seek(0, io.SEEK_END)
    if size > MOST_BYTES:
        raise FileError(
            f"The file has {size / 1024**2:,.0f} MB; at most {MOST_BYTES // 1024**2} MB are read."
            " Split it into several files."
        )


def _refuse_count(rows: int, most: int) -> None:
    if not rows:
        raise FileError("The file has a header but no rows. Export it again with its rows.")
    if rows > most:
        raise TooManyRowsError(
            f"The file has {rows:,} rows; at most {most:,} are read. Split it into several files.",
            rows=rows,
        )


def _rows(records: Iterable[Record], header: Header, layout: Layout) -> Iterator[Row]:
    cells = Cells(layout.file)
    for record in records:
        if record.number > header.row and not record.is_blank:
            yield _row(record, header, cells)


def _row(record: Record, header: Header, cells: Cells) -> Row:
    fault = _fault(record, header)
    if fault:
        return Row(record.number, {}, fault)
    raw = list(map(record.cells.__getitem__, header.places))
    kept = dict(zip(header.columns, map(cells.__getitem__, raw), strict=True))
    if record.is_ascii or not cells.doubts:
        return Row(record.number, kept)
    return Row(record.number, kept, notes=_notes(record.number, header.columns, raw, cells))


def _fault(record: Record, header: Header) -> str:
    extra = any(map(str.strip, record.cells[header.width :]))
    if len(record.cells) >= header.width and not extra:
        return ""
    fault = f"has {len(record.cells)} cells where the header has {header.width}"
    if record.lines > 1:
        fault += f"; it runs over {record.lines} lines: is a quote not closed?"
    return fault


def _notes(
    number: int, columns: Iterable[str], raw: Iterable[str], cells: Cells
) -> tuple[Finding, ...]:
    doubtful = (
        (column, cell) for column, cell in zip(columns, raw, strict=True) if cell in cells.doubts
    )
    return tuple(
        Finding(number, column, cell.strip(), cells.doubts[cell], FLAGGED)
        for column, cell in doubtful
    )
