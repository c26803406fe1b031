"""What a layout's columns hold: fields, words for them, readings and panels. Pure."""

from typing import Any

from products.importing.errors import UnreadableError
from products.importing.layout.fields import (
    CONSTANT_FIELDS,
    DECIDE_THE_DOSE,
    FIELDS,
    OPTIONAL_GROUPS,
    REQUIRED,
)
from products.importing.layout.parts import IN_CELL, PanelColumns, ReadingColumns
from products.importing.layout.toml_table import Table
from products.importing.reading.field_kinds import KINDS
from products.importing.reading.panels import OUTCOMES, PANELS
from products.importing.reading.values import Words
from products.reading import CANNABINOIDS, TOTALS, UNITS

READ = CANNABINOIDS + TOTALS


def read_columns(top: Table, rows: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Column by field, and every column whose words together name the format."""
    table = top.table("columns")
    names = table.names()
    unknown = [name for name in names if name not in FIELDS[rows]]
    if unknown:
        table.fail(f"unknown {unknown[0]!r}; one of {', '.join(FIELDS[rows])}")
    formats = table.text_or_texts("format")
    columns = {
        name: formats[0] if name == "format" and formats else table.text(name) for name in names
    }
    missing = [field for field in REQUIRED[rows] if field not in columns]
    if missing:
        table.fail(f"must name the column of {', '.join(missing)}")
    _refuse_half_a_quantity(columns, table)
    return columns, formats


def _refuse_half_a_quantity(columns: dict[str, str], table: Table) -> None:
    if "quantity_allocated" in columns and "quantity_on_hand" not in columns:
        table.fail("is subtracted from quantity_on_hand; name that too", "quantity_allocated")


def read_optional(top: Table, rows: str) -> frozenset[str]:
    return frozenset(top.texts("optional", (*FIELDS[rows], *OPTIONAL_GROUPS)))


def read_values(table: Table, rows: str) -> dict[str, dict[str, str]]:
    for name in table.names():
        if name not in FIELDS[rows] or name == "format":
            table.fail("unknown field, or a table of its own", name)
    return {
        name: {word.casefold(): value for word, value in table.mapping(name).items()}
        for name in table.names()
    }


def read_constants(table: Table) -> dict[str, Any]:
    constants = {}
    for name in table.names():
        if name in DECIDE_THE_DOSE:
            table.fail("decides the dose; it must come from the file or a [[figure]]", name)
        if name not in CONSTANT_FIELDS:
            table.fail(f"unknown {name!r}; one of {', '.join(CONSTANT_FIELDS)}")
        text = table.text(name)
        try:
            constants[name] = KINDS[name](text)
        except UnreadableError as reason:
            table.fail(str(reason), name)
    return constants


def read_readings(table: Table) -> ReadingColumns:
    readings = ReadingColumns(
        columns=table.mapping("columns", READ),
        unit=table.text("unit", ""),
        unit_column=table.text("unit_column", ""),
        units=_longest_first(table.words("units", UNITS)),
        unit_of=table.mapping("unit_of", READ),
        bare_unit=table.text("bare_unit", ""),
        words=Words(
            below_loq=_lower(table.texts("below_loq")),
            not_detected=_lower(table.texts("not_detected")),
            not_reported=_lower(table.texts("not_reported")),
        ),
    )
    table.finish()
    _refuse_unknown_units(readings, table)
    _refuse_missing_units(readings, table)
    return readings


def _refuse_unknown_units(readings: ReadingColumns, table: Table) -> None:
    named = {"unit": readings.unit, "bare_unit": readings.bare_unit}
    named |= {f"unit_of.{name}": unit for name, unit in readings.unit_of.items()}
    for key, unit in named.items():
        if unit and unit not in UNITS and (key, unit) != ("unit", IN_CELL):
            table.fail(f"unknown unit {unit!r}; one of {', '.join(UNITS)}", key)


def _refuse_missing_units(readings: ReadingColumns, table: Table) -> None:
    if not readings.columns:
        return
    in_cell = readings.unit == IN_CELL
    if in_cell and not readings.units:
        table.fail("needs [readings.units]: what stands behind a figure, and its unit", "unit")
    if readings.bare_unit and not in_cell:
        table.fail(f'goes with unit = "{IN_CELL}"; else write unit', "bare_unit")
    if readings.unit_column and (readings.bare_unit or (readings.unit and not in_cell)):
        table.fail("either the file's column says the unit or the layout", "unit_column")
    if readings.unit or readings.unit_column:
        return
    without = [name for name in readings.columns if name not in readings.unit_of]
    if without:
        table.fail(
            f"{without[0]} has no unit: give unit, unit_column or unit_of;"
            " a figure without its unit says nothing"
        )


def read_panels(table: Table) -> PanelColumns:
    columns = table.mapping("columns", PANELS)
    outcomes = table.words("outcomes", OUTCOMES)
    table.finish()
    return PanelColumns(columns, outcomes or {code: code for code in OUTCOMES})


def _longest_first(units: dict[str, str]) -> dict[str, str]:
    """`mg/g` must be looked for before `g`."""
    return dict(sorted(units.items(), key=lambda item: -len(item[0])))


def _lower(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
