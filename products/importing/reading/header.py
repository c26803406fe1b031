"""Which row is the header, and where the columns that a layout reads stand in it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice

from products.importing.errors import FileError
from products.importing.layout.whole import Layout
from products.importing.reading.records import Record
from products.importing.reading.values import one_line

MOST_COLUMNS = 500
DELIMITERS = {";": ";", "\t": "\\t", "|": "|", ",": ","}  # as a layout writes them
MOST_SHOWN = 300  # characters of a header in a message
MOST_COMPARED = 100  # characters of a name that a nearest one is looked for


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` are named as the layout names them; `places` are where they stand, from 0."""

    row: int
    width: int
    columns: tuple[str, ...]
    places: tuple[int, ...]


def find_header(records: Iterable[Record], layout: Layout) -> Header:
    """Takes the records up to the header. Raises FileError, naming the columns that are missing."""
    first = layout.file.preamble_lines + 1
    last = layout.file.header_within or first
    blank, nearest, delimiter = True, None, ""
    for record in islice(records, last):
        blank = blank and record.is_blank
        if record.number < first:
            continue
        missing = _missing(record, layout)
        if not missing:
            return _header(record, layout)
        if nearest is None or len(missing) < len(_missing(nearest, layout)):
            nearest = record
        delimiter = delimiter or _other_delimiter(record, layout)
    if blank and all(record.is_blank for record in records):
        raise FileError("The file holds nothing but blank lines.")
    if nearest is None:
        raise FileError(f"The file ends before its header in row {first}.")
    raise _of_other_delimiter(delimiter, layout) if delimiter else _not_found(nearest, layout)


def _names(record: Record) -> list[str]:
    return [one_line(cell) for cell in record.cells]


def _missing(record: Record, layout: Layout) -> list[str]:
    if len(record.cells) > MOST_COLUMNS:
        raise FileError(
            f"Row {record.number} has {len(record.cells):,} columns; at most {MOST_COLUMNS} are"
            " read. Leave out those that the layout does not read."
        )
    have = set(_names(record))
    return [column for column in layout.needed_columns if one_line(column) not in have]


def _header(record: Record, layout: Layout) -> Header:
    names = _names(record)
    found = {column: one_line(column) for column in layout.read_columns}
    found = {column: name for column, name in found.items() if name in names}
    twice = sorted({name for name in found.values() if names.count(name) > 1})
    if twice:
        raise FileError(
            f"The header (row {record.number}) names {_quoted(twice)} more than once, and the"
            " layout reads it. Rename one of them in the file."
        )
    places = tuple(names.index(name) for name in found.values())
    return Header(record.number, len(names), tuple(found), places)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(map(repr, names))


def _of_other_delimiter(delimiter: str, layout: Layout) -> FileError:
    return FileError(
        f"The file seems to be separated by {delimiter!r}, not by {layout.file.delimiter!r}."
        f' Let the layout say delimiter = "{DELIMITERS[delimiter]}" under [file].'
    )


def _not_found(nearest: Record, layout: Layout) -> FileError:
    names, within = _names(nearest), layout.file.header_within
    lacks = ", ".join(_with_nearest(column, names) for column in _missing(nearest, layout))
    where = f"its header is row {nearest.number}"
    if within:
        where = f"of its first {within} rows the most like a header is {nearest.number}"
    return FileError(
        f"The file has no column {lacks}, which the layout reads;"
        f" {where}: {', '.join(names)[:MOST_SHOWN] or 'blank'}."
    )


def _other_delimiter(record: Record, layout: Layout) -> str:
    """What separates the names of a header that was read as one cell; "" if nothing does."""
    cells = [cell for cell in record.cells if cell.strip()]
    if len(cells) != 1:
        return ""
    marks = [mark for mark in DELIMITERS if mark in cells[0] and mark != layout.file.delimiter]
    if layout.file.header_within:  # the row may also be a sentence above the header
        known = set(layout.read_columns)
        marks = [mark for mark in marks if known & {one_line(n) for n in cells[0].split(mark)}]
    return max(marks, key=cells[0].count, default="")


def _with_nearest(column: str, names: Iterable[str]) -> str:
    by_word = {name[:MOST_COMPARED].casefold(): name for name in names}
    near = get_close_matches(column.casefold(), by_word, n=1)
    return f"{column!r} (the nearest is {by_word[near[0]]!r})" if near else repr(column)
