"""Bytes to rows. Pure. Rows are numbered as a spreadsheet shows them, the header included."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from products.importing.errors import FileError
from products.importing.layout import FileShape
from products.importing.values import clean

MOST_BYTES = 100 * 1024 * 1024
# What common binary files begin with, so that the message can say what was given.
BINARY = {
    b"PK": "a spreadsheet or zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel spreadsheet",
    b"%PDF": "a PDF",
    b"\x1f\x8b": "a compressed file",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `fault` says why its cells cannot be told apart."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


def read_rows(data: bytes, shape: FileShape, columns: Sequence[str]) -> list[Row]:
    """The rows below the header, empty ones left out.

    `columns` must all be in the header. Raises FileError, in one line.
    """
    reader = csv.reader(io.StringIO(_text(data, shape), newline=""), delimiter=shape.delimiter)
    records = _records(reader)
    header = _header(records, shape)
    missing = [column for column in columns if column not in header]
    if missing:
        raise FileError(
            f"The file has no column {', '.join(map(repr, missing))}, which the layout reads."
            f" Its header is row {shape.preamble_lines + 1}: {', '.join(header)[:300]}."
        )
    rows = [_row(number, record, header) for number, record in records if any(record)]
    if not rows:
        raise FileError("The file has a header but no rows. Export it again with its rows.")
    return rows


def _text(data: bytes, shape: FileShape) -> str:
    if not data.strip():
        raise FileError("The file is empty.")
    kind = next((kind for start, kind in BINARY.items() if data.startswith(start)), "")
    if kind or b"\0" in data:
        what = kind or "no text file"
        raise FileError(f"The file is {what}. Save it as CSV and import that.")
    try:
        return data.decode(shape.encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileError(
            f"Line {line} is not {shape.encoding} text. Save the file as {shape.encoding},"
            " or name its encoding in the layout."
        ) from None


def _records(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            yield number, [clean(cell) for cell in record]
    except csv.Error as error:
        raise FileError(f"Row {number + 1} cannot be read as CSV: {error}.") from None


def _header(records: Iterator[tuple[int, list[str]]], shape: FileShape) -> list[str]:
    record = next((record for number, record in records if number > shape.preamble_lines), None)
    if record is None:
        raise FileError(f"The file ends before its header in row {shape.preamble_lines + 1}.")
    twice = sorted({name for name in record if name and record.count(name) > 1})
    if twice:
        raise FileError(f"The header names {', '.join(map(repr, twice))} more than once.")
    return record


def _row(number: int, record: list[str], header: list[str]) -> Row:
    extra = [cell for cell in record[len(header) :] if cell]
    if len(record) < len(header) or extra:
        fault = f"has {len(record)} cells where the header has {len(header)}"
        return Row(number, {}, fault)
    return Row(number, dict(zip(header, record, strict=False)))
