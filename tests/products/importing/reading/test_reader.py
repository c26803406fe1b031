import io

import pytest

from products.importing.errors import FileError, TooManyRowsError
from products.importing.reading.reader import Row, Sheet, read_rows
from products.importing.reading.rows import Finding
from tests.products.importing.reading.sheets import cells_of, layout_of, read, refusal_of


def test_rows_are_numbered_as_a_spreadsheet_shows_them():
    sheet = read('made by,till\n\na,b\n"1\n2",x\n\n3,y\n', "a", "b", preamble_lines=2)

    assert sheet == Sheet([Row(4, {"a": "1\n2", "b": "x"}), Row(6, {"a": "3", "b": "y"})], 3)


def test_only_columns_that_the_layout_reads_are_kept():
    assert cells_of("a,b,c\n1,2,3\n", "c", "x", "a", optional=["x"]) == [{"c": "3", "a": "1"}]


def test_equal_cells_are_kept_once():
    one, other = read("a\nsome long text\nsome long text\n").rows

    assert one.cells["a"] is other.cells["a"]


def test_open_file_is_read_and_stays_open():
    file = io.BytesIO(b"a\n1\n")

    sheet = read_rows(file, layout_of("a"))

    assert (sheet.rows, file.closed) == ([Row(2, {"a": "1"})], False)


@pytest.mark.parametrize(
    ("data", "shape"),
    [
        ('\ufeff"a"\n1\n'.encode(), {}),
        ('\ufeff"a"\n1\n'.encode(), {"encodings": ("cp1252",)}),
        ("a\n1\n".encode("utf-16"), {"encodings": ("utf-16",)}),
        ("\ufeffa\n1\n".encode("utf-16-le"), {"encodings": ("utf-16-le",)}),
        ("\u200ba \n\u00a01\u2060 \n".encode(), {}),
        (b"a\r\n1\r\n", {}),
        (b"a\r1\r", {}),
        (b'"a"\n"1"', {}),
    ],
)
def test_marks_odd_spaces_and_line_ends_are_no_part_of_a_cell(data, shape):
    assert cells_of(data, **shape) == [{"a": "1"}]


def test_encodings_are_tried_in_order_over_the_whole_file():
    data = "a;b\né;2\n"
    shape = {"encodings": ("utf-8", "cp1252"), "delimiter": ";"}

    in_either = [cells_of(data.encode(code), "a", **shape) for code in shape["encodings"]]

    assert in_either == [[{"a": "é"}], [{"a": "é"}]]


def test_tabs_are_read_by_the_layout():
    assert cells_of("a\tb\n1\t2\n", "b", delimiter="\t") == [{"b": "2"}]


def test_line_breaks_and_runs_of_space_in_a_header_are_one_space():
    assert cells_of('"a  of\nb"\n1\n', "a of b") == [{"a of b": "1"}]


def test_header_is_the_first_row_that_names_every_needed_column():
    data = "Export date: today\na,note\n\na,b\n1,2\na,b\n"

    sheet = read(data, "a", "b", header_within=5)

    assert sheet == Sheet([Row(5, {"a": "1", "b": "2"}), Row(6, {"a": "a", "b": "b"})], 4)


def test_header_below_the_rows_looked_through_is_not_found():
    assert refusal_of("x\ny\na,b\n1,2\n", "a", header_within=2) == (
        "The file has no column 'a', which the layout reads;"
        " of its first 2 rows the most like a header is 1: x."
    )


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("1", "has 1 cells where the header has 2"),
        ("1,2,3", "has 3 cells where the header has 2"),
        (
            '"1\n2\n3"',
            "has 1 cells where the header has 2; it runs over 3 lines: is a quote not closed?",
        ),
    ],
)
def test_row_of_another_width_carries_the_fault(line, fault):
    assert read(f"a,b\n{line}\n").rows == [Row(2, {}, fault)]


def test_empty_cells_beyond_the_header_say_nothing():
    assert cells_of("a\n1,, \n") == [{"a": "1"}]


def test_more_rows_than_asked_for_are_counted_and_refused():
    with pytest.raises(TooManyRowsError) as refusal:
        read_rows(b"a\n1\n\n2\n3\n", layout_of("a"), most_rows=2)

    assert refusal.value.rows == 3


def test_text_in_a_wrong_encoding_is_kept_and_told():
    [row] = read("a,b\nCafÃ©,Café®\n", "a", "b").rows

    assert row == Row(
        2,
        {"a": "CafÃ©", "b": "Café®"},
        notes=(
            Finding(
                2,
                "a",
                "CafÃ©",
                "seems to be written in a wrong encoding, for 'Café'; kept as it stands."
                " repair_mojibake = true in the layout repairs it",
                "flagged",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("written", "meant"), [("CafÃ©", "Café"), ("Ã\u00a0 la", "à la"), ("NiÃ±a", "Niña")]
)
def test_text_in_a_wrong_encoding_is_repaired_if_the_layout_says_so(written, meant):
    [row] = read(f"a\n{written}\n", repair_mojibake=True).rows

    reason = f"was written in a wrong encoding; read as {meant!r}"
    assert row == Row(2, {"a": meant}, notes=(Finding(2, "a", written, reason, "flagged"),))


def test_lost_character_is_told_in_every_row_that_has_it():
    rows = read("a\nCaf\ufffd\nx\nCaf\ufffd\n", repair_mojibake=True).rows

    assert [(row.number, len(row.notes)) for row in rows] == [(2, 1), (3, 0), (4, 1)]


@pytest.mark.parametrize(
    ("cell", "restored"),
    [
        ("'=1+1", "=1+1"),
        ("''=1+1", "'=1+1"),
        ("'-4", "-4"),
        ("'quoted'", "'quoted'"),
        ("'\tx", "x"),
        ('"two\nlines "', "two\nlines"),
    ],
)
def test_own_export_has_its_formula_marks_restored(cell, restored):
    assert cells_of(f"a\n{cell}\n", from_export=True) == [{"a": restored}]


def test_formula_marks_of_others_are_left_alone():
    assert cells_of("a\n'=1+1\n") == [{"a": "'=1+1"}]


def test_missing_columns_are_all_named_with_the_nearest():
    assert refusal_of("Registration No,b\n1,2\n", "b", "registration_no", "x") == (
        "The file has no column 'registration_no' (the nearest is 'Registration No'), 'x',"
        " which the layout reads; its header is row 1: Registration No, b."
    )


@pytest.mark.parametrize(
    ("mark", "written"), [(";", '";"'), ("\t", '"\\t"'), ("|", '"|"')], ids=[";", "tab", "|"]
)
def test_file_separated_otherwise_says_by_what(mark, written):
    reason = refusal_of(f"made by a till; today\na{mark}b\n1{mark}2\n", "a", "b", header_within=5)

    assert reason == (
        f"The file seems to be separated by {mark!r}, not by ','."
        f" Let the layout say delimiter = {written} under [file]."
    )


def test_column_named_twice_is_refused_only_if_it_is_read():
    assert cells_of("a,b,b\n1,2,3\n") == [{"a": "1"}]
    assert refusal_of("a,b,b\n1,2,3\n", "b") == (
        "The header (row 1) names 'b' more than once, and the layout reads it."
        " Rename one of them in the file."
    )


def test_file_error_is_one_line():
    with pytest.raises(FileError, match=r"\A[^\n]+\Z"):
        read_rows(b'"x\ny"\n1\n', layout_of("a"))
