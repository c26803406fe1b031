"""Text to records, with limits that no file gets past. Pure.

The csv module alone would follow a quote that is never closed to the end of the file.
"""

import csv
import string
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from products.importing.errors import FileError
from products.importing.reading.values import INVISIBLE, SPACES

MOST_ROWS = 200_000  # blank ones counted: a spreadsheet may export a million of them
MOST_CELL = 100_000  # characters; below csv.field_size_limit()
MOST_ROW = 500_000  # characters of one record
MOST_LINES = 1_000  # that one record runs over
BLANKS = string.whitespace + "".join(map(chr, (*SPACES, *INVISIBLE)))
UNCLOSED = 'Probably a quote (") is opened there and not closed.'


@dataclass(frozen=True, slots=True)
class Record:
    """`number` counts as a spreadsheet does; `lines` is how many the record runs over."""

    number: int
    cells: list[str]
    lines: int
    is_ascii: bool

    @property
    def is_blank(self) -> bool:
        return not "".join(self.cells).strip(BLANKS)


def read_records(text: TextIO, delimiter: str) -> Iterator[Record]:
    """Every record, blank ones too. Raises FileError where one goes past a limit."""
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter)
    while (cells := _next(reader, lines)) is not None:
        if lines.number > MOST_ROWS:
            raise FileError(
                f"The file has more than {MOST_ROWS:,} rows, blank ones counted."
                " Leave out the blank ones, or split it into several files."
            )
        yield Record(lines.number, cells, lines.count, lines.is_ascii)


def _next(reader: Iterator[list[str]], lines: "_Lines") -> list[str] | None:
    lines.begin_record()
    try:
        cells = next(reader, None)
    except csv.Error:
        raise _too_long_a_cell(lines.number) from None
    if cells and lines.size > MOST_CELL and max(map(len, cells)) > MOST_CELL:
        raise _too_long_a_cell(lines.number)
    return cells


def _too_long_a_cell(number: int) -> FileError:
    return FileError(f"Row {number} has a cell of more than {MOST_CELL:,} characters. {UNCLOSED}")


class _Lines:
    """The text's lines, counted by the record that asks for them."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self.number = 0

    def begin_record(self) -> None:
        self.number += 1
        self.size, self.count, self.is_ascii = 0, 0, True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MOST_ROW)
        if not line:
            if self.count:
                raise FileError(
                    f'A quote (") is opened in row {self.number} and never closed.'
                    " Close it, or export the file again."
                )
            raise StopIteration
        self.size += len(line)
        self.count += 1
        self.is_ascii = self.is_ascii and line.isascii()
        if self.size >= MOST_ROW:
            raise FileError(f"Row {self.number} is longer than {MOST_ROW:,} characters. {UNCLOSED}")
        if self.count > MOST_LINES:
            raise FileError(f"Row {self.number} runs over {MOST_LINES:,} lines. {UNCLOSED}")
        return line.removeprefix("\ufeff") if self.number == 1 else line
