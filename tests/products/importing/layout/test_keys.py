"""Keys beyond columns: what they may say, and how a wrong one is told."""

import pytest

from products.importing.layout.file import parse_layout
from products.importing.layout.parts import FileShape, ReadingColumns
from tests.products.importing.material import SMALL_LAYOUT, refusal_of_layout

STRAINS = """
name = "list"
title = "List"
tried_on = "untried"
rows = "strains"
[columns]
strain_key = "id"
name = "name"
"""


UNIT = 'unit = "percent"\n'


def with_text(old, new):
    assert old in SMALL_LAYOUT
    return SMALL_LAYOUT.replace(old, new, 1)


def changed(old, new):
    return parse_layout(with_text(old, new), file="mine.toml")


@pytest.mark.parametrize(
    ("lines", "shape"),
    [
        ('encoding = "cp1252"', FileShape(encodings=("cp1252",))),
        ('encoding = ["utf-8", "cp1252"]', FileShape(encodings=("utf-8", "cp1252"))),
        ("delimiter = '\\t'", FileShape(delimiter="\t")),
        ('delimiter = "\\t"', FileShape(delimiter="\t")),
        ("header_within = 5", FileShape(header_within=5)),
        ("repair_mojibake = true", FileShape(repair_mojibake=True)),
        ("from_export = true", FileShape(from_export=True)),
    ],
)
def test_file_is_shaped_as_the_layout_says(lines, shape):
    assert changed("[formats]", f"[file]\n{lines}\n[formats]").file == shape


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("header_within = 5\npreamble_lines = 2", "file.header_within: give either preamble_lines"),
        ("header_within = -1", "file.header_within: is not from 0 to 1,000"),
        ('delimiter = ";;"', "file.delimiter: must be one character"),
        ('encoding = ["utf-8", "base64"]', "file.encoding: Python knows no encoding 'base64'"),
    ],
)
def test_impossible_file_is_refused(lines, reason):
    refusal = refusal_of_layout(with_text("[formats]", f"[file]\n{lines}\n[formats]"))

    assert refusal.startswith(f"mine.toml: {reason}")


def test_several_columns_may_name_the_format_and_all_are_needed():
    layout = changed('format = "form"', 'format = ["form", "kind"]')

    assert layout.format_columns == ("form", "kind")
    assert layout.needed_columns[:5] == ("sku", "name", "form", "batch", "tested")
    assert "kind" in layout.needed_columns


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ('unit = "in_cell"\n', "readings.unit: needs [readings.units]"),
        ('unit = "percent"\nbare_unit = "percent"\n', "readings.bare_unit: goes with unit"),
        ('unit = "percent"\nunit_column = "u"\n', "readings.unit_column: either the file's column"),
        ('unit_of = { thc = "mg" }\n', "readings.unit_of.thc: unknown unit 'mg'"),
        ('unit_of = { thc = "percent" }\n', "readings: thca has no unit: give unit"),
        ('unit_column = "u"\nunits = { "mg" = "gram" }\n', "readings.units.mg: unknown 'gram'"),
    ],
)
def test_readings_whose_unit_is_not_clear_are_refused(table, reason):
    assert refusal_of_layout(with_text(UNIT, table)).startswith(f"mine.toml: {reason}")


def test_longer_units_are_looked_for_first():
    table = 'unit = "in_cell"\nunits = { "mg" = "mg_per_package", "ng/mg" = "mg_per_g" }\n'

    assert list(changed(UNIT, table).readings.units) == ["ng/mg", "mg"]


def test_readings_name_all_their_columns():
    readings = ReadingColumns(columns={"thc": "THC"}, unit_column="Unit")

    assert readings.all_columns == ("THC", "Unit")


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ("[constants]\nallergens = 'none'\n", "constants: unknown 'allergens'; one of producer"),
        ("[constants]\nstock_unit = 'kilo'\n", "constants.stock_unit: is none of each, gram"),
        ("[constants]\npack_amount = 3.5\n", "constants.pack_amount: decides the dose; it must"),
        ("[constants]\npack_unit = 'g'\n", "constants.pack_unit: decides the dose; it must"),
        ("[constants]\nservings = 10\n", "constants.servings: decides the dose; it must come"),
        ("[quantity_units]\nlb = 'stone'\n", "quantity_units.lb: unknown 'stone'; one of gram"),
        ("[values.mood]\nx = 'y'\n", "values.mood: unknown field"),
        ("[plant_labels]\nHybrid = 'hybrid'\n", "plant_labels: unknown key"),
        ('[[quarantine]]\ncolumn = "form"\nreason = "so"\n', "quarantine[1].pattern: is missing"),
        (
            '[[figure]]\ncolumn = "name"\nformats = ["flower"]\nreason = "so"\n'
            "pattern = '(?P<pack_g>1)(?P<pack_ml>2)'\n",
            "figure[1].pattern: a pack has one size",
        ),
    ],
)
def test_wrong_key_is_refused_by_its_name(more, reason):
    assert refusal_of_layout(SMALL_LAYOUT + more).startswith(f"mine.toml: {reason}")


def test_allocated_without_on_hand_is_refused():
    text = with_text("[columns]", '[columns]\nquantity_allocated = "held"')

    assert "quantity_allocated: is subtracted from" in refusal_of_layout(text)


def test_constants_are_values_and_told_in_words():
    layout = parse_layout(SMALL_LAYOUT + "[constants]\nproducer = 'Acme'\n", file="mine.toml")

    assert layout.constants == {"producer": "Acme"}
    assert layout.constants_in_words == ("producer = Acme",)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('rows = "strains"', 'rows = "plants"', "rows: unknown 'plants'; one of batches, strains"),
        ('strain_key = "id"\n', "", "columns: must name the column of strain_key"),
        ('name = "name"', 'name = "name"\nprice = "p"', "columns: unknown 'price'"),
        ("[columns]", '[formats]\nx = "flower"\n[columns]', "formats: unknown key"),
    ],
)
def test_list_of_strains_takes_its_own_keys_only(old, new, reason):
    refusal = refusal_of_layout(STRAINS.replace(old, new, 1))

    assert refusal.startswith(f"mine.toml: {reason}")
