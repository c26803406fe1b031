"""Choosing among findings and rows."""

import pytest

from products.admin.imports.findings import MARK_NAMES, Told, split_suspicions, told_of_import
from products.admin.imports.narrowing import NarrowForm
from products.admin.imports.shown import OUTCOME_NAMES, ShownRow
from products.importing.reading.rows import Finding

ROWS = (
    ShownRow(2, "created", "A-1 Quiet Harbor", []),
    ShownRow(3, "created", "A-2 Blue Oil", [("format", "Oils", "no format", "unclassified")]),
    ShownRow(4, "refused", "", [("thc", "5-6", "is a range", "refused")]),
    ShownRow(
        5, "changed", "A-4", [("name", "Odd", "was Old", "changed"), ("thc", "9", "", "flagged")]
    ),
)


def rows():
    for row in ROWS:
        told = [Told(Finding(row.number, *said), row.outcome) for said in row.told]
        yield ShownRow(row.number, row.outcome, row.what, told)


def form(**asked):
    return NarrowForm(asked, outcomes=OUTCOME_NAMES, marks=MARK_NAMES, columns=["thc", "format"])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [3, 4, 5, 5]),
        ({"outcome": "refused"}, [4]),
        ({"mark": "flagged"}, [5]),
        ({"column": "thc"}, [4, 5]),
        ({"q": "OILS"}, [3]),
        ({"q": "3"}, [3]),
        ({"column": "thc", "mark": "refused"}, [4]),
        ({"mark": "nonsense"}, [3, 4, 5, 5]),
    ],
)
def test_findings_are_narrowed(asked, expected):
    narrowing = form(**asked)

    kept = [told.finding.row for row in rows() for told in row.told if narrowing.keeps(told)]

    assert kept == expected


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [2, 3, 4, 5]),
        ({"outcome": "created"}, [2, 3]),
        ({"mark": "unclassified", "column": "thc"}, []),
        ({"mark": "flagged", "column": "thc"}, [5]),
        ({"q": "harbor"}, [2]),
        ({"q": "range"}, [4]),
        ({"q": "2"}, [2, 3]),
    ],
)
def test_rows_are_narrowed_by_number_name_and_findings(asked, expected):
    narrowing = form(**asked)

    assert [row.number for row in rows() if narrowing.keeps_row(row)] == expected


def test_what_is_odd_about_the_whole_file_stands_apart():
    odd = {"row": 1, "column": "thc", "value": "", "reason": "Flagged: the file as a whole: copied"}
    own = {"row": 2, "column": "thc", "value": "5", "reason": "Changed: was 4"}

    of_file, of_rows = split_suspicions(told_of_import([odd, own]))

    assert of_file == ["copied"]
    assert [(told.finding.mark, told.before) for told in of_rows] == [("changed", "4")]


def test_reason_without_a_mark_is_kept_as_it_is():
    (told,) = told_of_import([{"row": 2, "column": "", "value": "", "reason": "Odd: so it is"}])

    assert (told.finding.mark, told.finding.reason) == ("", "Odd: so it is")
