"""Where the unit of a reading stands."""

from decimal import Decimal

import pytest

from products.importing.errors import RowRefusedError
from products.importing.layout.file import parse_layout
from products.importing.reading.cannabinoids import read_readings
from products.importing.reading.rows import Finding
from products.reading import Reading
from tests.products.importing.material import SMALL_LAYOUT, row

UNITS = 'units = { "%" = "percent", "mg/g" = "mg_per_g", "mg" = "mg_per_package" }\n'
IN_CELL = f'unit = "in_cell"\n{UNITS}'
BY_COLUMN = f'{IN_CELL}unit_column = "unit of it"\n'


def read(table, **cells):
    text = SMALL_LAYOUT.replace('unit = "percent"\n', table, 1)
    return read_readings(row(**{"thca": "", "cbd": ""} | cells), parse_layout(text, file="u.toml"))


@pytest.mark.parametrize(
    ("cell", "reading"),
    [
        ("12.5 %", Reading("thc", "percent", Decimal("12.5"))),
        ("3mg/g", Reading("thc", "mg_per_g", Decimal(3))),
        ("100 MG", Reading("thc", "mg_per_package", Decimal(100))),
        ("ND mg/g", Reading("thc", "mg_per_g", None, "not_detected")),
        ("<LOQ mg", Reading("thc", "mg_per_package", None, "below_loq")),
        ("<0.10%", Reading("thc", "percent", None, "below_loq")),
        ("ND", Reading("thc", "percent", None, "not_detected")),
    ],
)
def test_unit_may_stand_in_the_cell(cell, reading):
    assert read(IN_CELL, thc=cell) == ([reading], [])


@pytest.mark.parametrize(
    ("table", "cells", "unit"),
    [
        (f'{IN_CELL}bare_unit = "mg_per_g"\n', {}, "mg_per_g"),
        (BY_COLUMN, {"unit_of_it": "mg/g"}, "mg_per_g"),
        ('unit = "mg_per_g"\nunit_of = { thc = "mg_per_ml" }\n', {}, "mg_per_ml"),
    ],
)
def test_bare_figure_takes_the_unit_that_the_layout_or_the_row_names(table, cells, unit):
    assert read(table, thc="5", **cells)[0] == [Reading("thc", unit, Decimal(5))]


def test_unit_in_the_cell_goes_before_the_rows():
    readings, _ = read(BY_COLUMN, thc="5 %", unit_of_it="mg/g")

    assert readings == [Reading("thc", "percent", Decimal(5))]


def test_unknown_unit_of_the_row_refuses_it_by_its_column():
    with pytest.raises(RowRefusedError) as refusal:
        read(BY_COLUMN, thc="5", unit_of_it="ppm")

    assert (refusal.value.column, refusal.value.value) == ("unit of it", "ppm")


def test_other_cannabinoid_without_a_unit_is_left_out_and_flagged():
    readings, findings = read(IN_CELL, thc="5 %", cbd="2")

    assert [reading.cannabinoid for reading in readings] == ["thc"]
    reason = "needs its unit behind it; the layout knows “mg/g”, “mg”, “%”; left out"
    assert findings == [Finding(2, "cbd", "2", reason, "flagged")]


@pytest.mark.parametrize("cell", ["10 %%", "10 mg/g %", "10 mg mg/g"])
def test_figure_with_two_units_is_refused(cell):
    with pytest.raises(RowRefusedError) as refusal:
        read(IN_CELL, thc=cell)

    assert str(refusal.value) == "has more than one unit behind it"


@pytest.mark.parametrize("nothing", ["", "---", "n/a"])
def test_empty_cell_needs_no_unit(nothing):
    assert read(IN_CELL, thc=nothing) == ([], [])
