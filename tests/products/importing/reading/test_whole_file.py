from dataclasses import replace

import pytest

from products.importing.layout.file import load_layout
from products.importing.layout.parts import IN_CELL, CellRule, ReadingColumns
from products.importing.layout.pattern import Pattern
from products.importing.reading.reader import Row, Sheet, read_rows
from products.importing.reading.rows import Finding
from products.importing.reading.whole_file import suspicions
from tests.conftest import SHARED_DATA
from tests.products.importing.reading.sheets import layout_of

REAL_FILES = {
    "ct-registry": "ct-registry-2025-04-03.csv",
    "nj-menu": "nj-menu-2025-06-30.csv",
    "kushy-strains": "strains-kushy-2017-11-14.csv",
}
HEADER = 3


def sheet_of(*rows):
    return Sheet([Row(number, cells) for number, cells in enumerate(rows, start=4)], HEADER)


def readings(unit="percent", **columns):
    named = {name: name for name in ("thc", "thca", "total_thc", "cbd")} | columns
    return ReadingColumns(columns=named, unit=unit)


def reasons_of(rows, *columns, **layout):
    found = suspicions(sheet_of(*rows), layout_of(*columns, **layout))
    return [finding.reason.removeprefix("the file as a whole: ") for finding in found]


COPIED = [{"thc": f"{n}.5", "cbd": f"{n}.50"} for n in range(19)] + [{"thc": "1", "cbd": "2"}]
EQUAL = (
    "thc and cbd are equal in 19 of 20 (95 %) rows that report either;"
    " one is probably a copy of the other"
)


def test_finding_about_the_file_stands_at_its_header():
    found = suspicions(sheet_of(*COPIED), layout_of("name", readings=readings()))

    assert found == [Finding(HEADER, "thc", "", f"the file as a whole: {EQUAL}", "flagged")]


@pytest.mark.parametrize(
    "more",
    [
        [],
        [{"thc": "0", "cbd": "<LOQ"}] * 50,
        [{"thc": "", "cbd": "---"}] * 50,
        [{"thc": "unreadable", "cbd": "1-2"}] * 50,
    ],
    ids=["no more", "zeros", "blanks", "no figures"],
)
def test_columns_equal_wherever_either_has_a_figure_are_flagged(more):
    assert reasons_of([*COPIED, *more], readings=readings()) == [EQUAL]


@pytest.mark.parametrize(
    "rows",
    [
        COPIED[1:],
        [*COPIED, {"thc": "3", "cbd": "4"}],
        [{"thc": "0", "cbd": "0"}] * 50,
        [{"thc": str(n), "total_thc": str(n)} for n in range(1, 50)],
    ],
    ids=["too few rows", "too few equal", "nothing but zeros", "a total and its only part"],
)
def test_columns_that_may_well_be_equal_are_left_alone(rows):
    assert reasons_of(rows, readings=readings()) == []


def sums(unit, thca, cbd, *, rows=19):
    low = [{"thca": str(n), "cbd": "0.1"} for n in range(1, rows + 1)]
    return reasons_of([*low, {"thca": thca, "cbd": cbd}], readings=readings(unit))


OVER = (
    "the cannabinoids add up to more than 100 % in 1 of 20 (5 %) rows that report them by weight;"
    " probably a column is wrong, or in another unit than the layout says"
)


@pytest.mark.parametrize(
    ("unit", "thca", "cbd", "said"),
    [
        ("percent", "60", "40.1", [OVER]),
        ("percent", "60", "40", []),
        ("mg_per_g", "600", "400.1", [OVER]),
        ("mg_per_g", "60", "50", []),
        ("mg_per_package", "600", "500", []),
    ],
)
def test_rows_with_more_than_all_are_flagged_by_weight_only(unit, thca, cbd, said):
    assert sums(unit, thca, cbd) == said


def test_one_impossible_row_among_many_is_no_matter_of_the_file():
    assert sums("percent", "60", "50", rows=20) == []


def test_totals_are_not_added_to_their_parts():
    rows = [{"thca": f"{50 + n}", "total_thc": f"{45 + n}"} for n in range(1, 30)]

    assert reasons_of(rows, readings=readings()) == []


def test_totals_alone_are_added_up():
    columns = ReadingColumns(columns={"total_thc": "t", "total_cbd": "c"}, unit="percent")

    assert reasons_of([{"t": "60", "c": "50"}] * 20, readings=columns) == [
        OVER.replace("1 of 20 (5 %)", "20 of 20 (100 %)")
    ]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        (
            {"thc": "60%", "cbd": "410 mg/g"},
            {"unit": IN_CELL, "units": {"%": "percent", "mg/g": "mg_per_g"}},
        ),
        (
            {"thc": "600", "cbd": "410", "unit": "MG/G"},
            {"unit_column": "unit", "units": {"mg/g": "mg_per_g"}},
        ),
        (
            {"thc": "60", "cbd": "410"},
            {"unit": "mg_per_package", "unit_of": {"thc": "percent", "cbd": "mg_per_g"}},
        ),
    ],
    ids=["in the cell", "of the row", "of the column"],
)
def test_unit_is_taken_from_where_the_layout_says(row, columns):
    columns = ReadingColumns(columns={"thc": "thc", "cbd": "cbd"}, **columns)

    said = reasons_of([row] * 20, readings=columns)

    assert said == [OVER.replace("1 of 20 (5 %)", "20 of 20 (100 %)")]


def fractions(unit, *more, rows=18):
    low = [{"thca": "0.25", "cbd": "0.1"}] * rows
    return reasons_of([*low, *more], readings=readings(unit))


@pytest.mark.parametrize(
    ("unit", "more", "said"),
    [
        ("percent", [{"thca": "0.999"}, {"thca": "1"}], "95"),
        ("percent", [{"thca": "22"}, {"thca": "1"}], "90"),
        ("percent", [{"thca": "22"}] * 3, ""),
        ("percent", [{"thca": "0", "cbd": "<LOQ"}] * 5, ""),
        ("mg_per_g", [{"thca": "0.3"}] * 5, ""),
    ],
    ids=["all but one", "nine in ten", "fewer", "too few with a figure", "another unit"],
)
def test_percentages_that_are_all_below_1_are_flagged(unit, more, said):
    rows = 18 + len(more)
    below = f"{rows * int(said or 0) // 100} of {rows} ({said} %)"
    flag = (
        f"all percentages are below 1 in {below} rows that report them:"
        " fractions? The layout reads 0.25 as 0.25 %, not as 25 %"
    )

    assert fractions(unit, *more) == ([flag] if said else [])


def test_key_that_is_mostly_blank_is_flagged():
    rows = [{"product_key": "", "batch_number": "1"}, {"product_key": "2", "batch_number": "1"}]
    blank = {"product_key": "", "batch_number": "3"}

    few = reasons_of(rows, "product_key", "batch_number")
    many = reasons_of([*rows, blank], "product_key", "batch_number")

    reason = "product_key is blank in 2 of 3 (66 %) rows; is it the right column?"
    assert (few, many) == ([], [reason])


def test_batch_number_that_may_be_blank_is_left_alone():
    rows = [{"product_key": "1", "batch_number": ""}] * 30

    assert reasons_of(rows, "product_key", "batch_number", optional=["batch_number"]) == []


def test_rows_that_are_refused_anyway_do_not_count():
    skip = CellRule("name", Pattern("^Shirt$"), "not cannabis")
    layout = replace(layout_of("product_key", "name"), skips=(skip,))
    shirts = [Row(number, {"product_key": "", "name": "Shirt"}) for number in range(30)]
    broken = [Row(number, {}, "has 1 cells where the header has 2") for number in range(30, 60)]

    found = suspicions(Sheet([*shirts, *broken, Row(60, {"product_key": "1"})], HEADER), layout)

    assert found == []


@pytest.mark.matrix
@pytest.mark.parametrize(("layout", "file"), REAL_FILES.items())
def test_real_file_raises_no_suspicion(layout, file):
    path = SHARED_DATA / file
    if not path.is_file():
        pytest.skip(f"{path} is not here; it is a trial file, not part of the project")

    layout = load_layout(layout)
    with path.open("rb") as source:
        found = suspicions(read_rows(source, layout), layout)

    assert found == []
