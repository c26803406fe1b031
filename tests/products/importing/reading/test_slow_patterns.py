"""Patterns that would run for years over a cell: the row is refused, and at last the file."""

import pytest

from products.importing.errors import FileError, RowRefusedError
from products.importing.layout import pattern
from products.importing.reading.classify import classify
from products.importing.reading.reader import Sheet
from products.importing.reading.whole_file import suspicions
from tests.products.importing.material import row, said, small_layout

SKIP = """
[[skip]]
column = "name"
pattern = '^(a|aa)+$'
reason = "not cannabis"
"""
RULES = {
    "skip": SKIP,
    "flag": SKIP.replace("skip", "flag"),
    "quarantine": SKIP.replace("skip", "quarantine"),
    "move": SKIP.replace("skip", "move") + 'formats = ["flower"]\nto = "unclassified"\n',
    "figure": SKIP.replace("skip", "figure").replace("^(", "^(?P<thc_mg_per_serving>")
    + 'formats = ["flower"]\n',
}
SLOW = "a" * 100 + "b"


@pytest.fixture(autouse=True)
def little_patience(monkeypatch):
    monkeypatch.setattr(pattern, "SECONDS_A_CELL", 0.01)


@pytest.mark.parametrize("rule", RULES)
def test_row_whose_cell_takes_too_long_is_refused(rule):
    with pytest.raises(RowRefusedError) as refusal:
        said(small_layout(RULES[rule]), name=SLOW)

    assert (str(refusal.value), refusal.value.column, refusal.value.value) == (
        f"the layout's pattern {rule}[1].pattern took too long on this cell",
        "name",
        SLOW,
    )


def test_file_with_too_many_slow_cells_is_refused_with_the_pattern_named():
    layout = small_layout(SKIP)
    rows = [row(number, name="a" * (100 + number) + "b") for number in range(30)]

    with pytest.raises(FileError) as refusal:
        suspicions(Sheet(rows, header_row=1), layout)

    assert str(refusal.value) == (
        "The layout's patterns take too long on this file, skip[1].pattern the longest."
        " Write it so that it can match in one way only, or leave it out."
    )


def test_file_over_which_patterns_are_slow_all_together_is_refused(monkeypatch):
    monkeypatch.setattr(pattern, "SECONDS_A_FILE", 0)

    with pytest.raises(FileError):
        classify(row(), small_layout(SKIP))


def test_same_slow_cell_is_looked_at_once():
    layout = small_layout(SKIP)
    rows = [row(number, name=SLOW) for number in range(30)]

    assert suspicions(Sheet(rows, header_row=1), layout) == []
