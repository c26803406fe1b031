import pytest

from products.importing.errors import FileError
from products.importing.layout import FileShape
from products.importing.reader import Row, read_rows


def read(text, columns=("a",), **shape):
    return read_rows(text.encode() if isinstance(text, str) else text, FileShape(**shape), columns)


def refusal_of(data, columns=("a",), **shape):
    with pytest.raises(FileError) as refusal:
        read(data, columns, **shape)
    return str(refusal.value)


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    rows = read('made by,till\n\na,b\n"1\n2",x\n\n3,y\n', preamble_lines=2)

    assert rows == [Row(4, {"a": "1\n2", "b": "x"}), Row(6, {"a": "3", "b": "y"})]


def test_byte_order_mark_and_odd_spaces_are_no_part_of_a_cell():
    assert read("\ufeffa\n\u00a01 \n") == [Row(2, {"a": "1"})]


def test_other_encoding_and_delimiter_are_read_by_the_layout():
    data = "a;b\né;2\n".encode("cp1252")

    assert read(data, encoding="cp1252", delimiter=";") == [Row(2, {"a": "é", "b": "2"})]


def test_row_with_too_few_cells_carries_the_fault():
    assert read("a,b\n1\n") == [Row(2, {}, "has 1 cells where the header has 2")]


def test_missing_columns_are_all_named():
    assert refusal_of("a,b\n1,2\n", columns=("a", "x", "y")) == (
        "The file has no column 'x', 'y', which the layout reads. Its header is row 1: a, b."
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "The file is empty."),
        (b"  \n", "The file is empty."),
        (b"a,b\n", "The file has a header but no rows. Export it again with its rows."),
        (
            b"PK\x03\x04 rest",
            "The file is a spreadsheet or zip file. Save it as CSV and import that.",
        ),
        (b"a\n\0\n", "The file is no text file. Save it as CSV and import that."),
        (
            b"a\n\xff\n",
            "Line 2 is not utf-8 text. Save the file as utf-8, or name its encoding in the layout.",
        ),
        (b"a,a\n1,2\n", "The header names 'a' more than once."),
    ],
)
def test_file_that_is_no_such_file_is_refused_in_one_line(data, reason):
    assert refusal_of(data) == reason


def test_cell_beyond_the_limit_is_refused_by_its_row():
    huge = "a\n" + "x" * 200_000 + "\n"

    assert refusal_of(huge) == (
        "Row 2 cannot be read as CSV: field larger than field limit (131072)."
    )


def test_file_shorter_than_its_preamble_is_refused():
    assert refusal_of("one line\n", preamble_lines=3) == (
        "The file ends before its header in row 4."
    )
