"""Files that are no catalogue, or that would eat the memory: one clear line, and little of it."""

import io
import tracemalloc

import pytest

from products.importing.reading import records
from products.importing.reading.reader import MOST_BYTES, read_rows
from tests.products.importing.reading.sheets import layout_of, read, refusal_of

MB = 1024 * 1024
UTF16 = (
    "The file seems to be UTF-16 text. Save it as CSV in UTF-8,"
    ' or let the layout say encoding = "utf-16".'
)
NO_ROWS = "The file has a header but no rows. Export it again with its rows."
UNCLOSED = 'Probably a quote (") is opened there and not closed.'


ZIPPED = b"PK\x03\x04\x14"
GZIPPED = b"\x1f\x8b\x08"


def no_csv(kind):
    return f"The file is {kind}. Save it as CSV and import that."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf", "The file holds nothing but blank lines."),
        (b"  \n,,\n\n", "The file holds nothing but blank lines."),
        (b"a,b\n", NO_ROWS),
        (b"a,b\n\n,,\n", NO_ROWS),
        (ZIPPED, no_csv("a spreadsheet or zip file")),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", no_csv("an old Excel spreadsheet")),
        (b"%PDF-1.7\n", no_csv("a PDF")),
        (GZIPPED, no_csv("a compressed file (gzip)")),
        (b"\n <!DOCTYPE html><title>a</title>", no_csv("a web page (HTML or XML)")),
        (b"<table><tr><td>a", no_csv("a web page (HTML or XML)")),
        ("a\n1\n".encode("utf-16"), UTF16),
        ("a\n1\n".encode("utf-16-be"), UTF16),
        (b"a\n\0\n", no_csv("no text file")),
        (
            b"a\n\xff\n",
            "Line 2 is not utf-8 text. Save the file as utf-8, or name its encoding in the layout.",
        ),
        (b'a\n1\n"2\n3\n', 'A quote (") is opened in row 3 and never closed. Close it, or'),
        (b'a\n"' + b"1\n" * 2000, f"Row 2 runs over 1,000 lines. {UNCLOSED}"),
        (b'a\n"' + b"x" * 150_000, f"Row 2 has a cell of more than 100,000 characters. {UNCLOSED}"),
        (b"a\n" + b"x" * 100_001, f"Row 2 has a cell of more than 100,000 characters. {UNCLOSED}"),
        (b"a\n" + b"1," * 300_000, f"Row 2 is longer than 500,000 characters. {UNCLOSED}"),
        (
            b"a" + b",b" * 3000 + b"\n1\n",
            "Row 1 has 3,001 columns; at most 500 are read."
            " Leave out those that the layout does not read.",
        ),
    ],
)
def test_file_that_is_no_catalogue_is_refused_in_one_line(data, reason):
    assert refusal_of(data)[: len(reason)] == reason


def test_blank_rows_are_counted_towards_the_limit(monkeypatch):
    monkeypatch.setattr(records, "MOST_ROWS", 3)

    assert refusal_of(b"\n" * 4) == (
        "The file has more than 3 rows, blank ones counted."
        " Leave out the blank ones, or split it into several files."
    )


def test_file_shorter_than_its_preamble_is_refused():
    reason = refusal_of("one line\n", preamble_lines=3)

    assert reason == "The file ends before its header in row 4."


def test_preamble_and_header_without_rows_are_refused():
    assert refusal_of("made by a till\na\n", preamble_lines=1) == NO_ROWS


def test_every_encoding_that_was_tried_is_named_with_its_line():
    assert refusal_of(b"a\n\xff\n\x81\n", encodings=("utf-8", "cp1252")) == (
        "Line 2 is not utf-8 text, line 3 is not cp1252 text."
        " Save the file as utf-8, or name its encoding in the layout."
    )


def test_utf16_without_its_mark_is_no_text():
    reason = refusal_of("a\n1\n".encode("utf-16-le"), encodings=("utf-16",))

    assert reason[:26] == "Line 1 is not utf-16 text."


def test_cell_at_the_limit_is_read():
    [row] = read(b"a\n" + b"x" * 100_000).rows

    assert len(row.cells["a"]) == 100_000


def test_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(100 * MB)

    with path.open("rb") as file:
        reason = refusal_of(NeverRead(file))

    assert reason == "The file has 100 MB; at most 64 MB are read. Split it into several files."


class NeverRead(io.FileIO):
    """Only its size may be asked."""

    def __init__(self, file):
        super().__init__(file.fileno(), closefd=False)

    def readinto(self, _buffer):
        raise AssertionError("was read")

    read = readall = readinto


TEN_KB = b"x" * 10_000


@pytest.mark.parametrize(
    ("start", "end"),
    [(b'a,b\n"', b""), (b"a,b\n", b'"'), (b"x,b\n", b""), (b"a,b\n", b"\xff"), (b"", b"")],
    ids=["quote", "last quote", "missing column", "last byte", "one line"],
)
def test_refused_file_costs_no_memory_in_proportion_to_its_size(tmp_path, start, end):
    path = tmp_path / "hostile.csv"
    line = b"1,%06d" + TEN_KB + b"\n" if start else b"%06d" + TEN_KB
    with path.open("wb") as file:
        file.write(start)
        file.writelines(line % number for number in range(12 * MB // len(line)))
        file.write(end)

    with path.open("rb") as file:
        tracemalloc.start()
        refusal_of(file, "a", "b")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert path.stat().st_size < MOST_BYTES
    assert most < 4 * MB


def test_rows_that_repeat_cost_little_memory():
    data = b"a,b,unread\n" + (b"same,other," + b"x" * 3_000 + b"\n") * 2_000

    tracemalloc.start()
    sheet = read_rows(data, layout_of("a", "b"))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(sheet.rows) == 2_000
    assert most < len(data) / 4
