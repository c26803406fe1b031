"""TOML to Layout. Raises LayoutError, in one line that names file, key and reason."""

import codecs
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from products.importing.errors import LayoutError
from products.importing.layout import (
    FIELDS,
    REQUIRED,
    FileShape,
    Layout,
    PanelColumns,
    ReadingColumns,
)
from products.importing.layout_rules import (
    PANELS,
    read_assumptions,
    read_figure,
    read_move,
    read_skip,
)
from products.importing.toml_table import Table
from products.importing.values import Words
from products.reading import CANNABINOIDS, TOTALS, UNITS

SHIPPED = Path(__file__).parent / "layouts"
OUTCOMES = ("pass", "fail", "not_tested")
OPTIONAL_GROUPS = ("readings", "terpenes", "panels")


def load_layout(name_or_path: str) -> Layout:
    """A shipped layout by its name, or any TOML file by its path."""
    path = SHIPPED / f"{name_or_path}.toml"
    if "/" in name_or_path or not path.is_file():
        path = Path(name_or_path)
    if not path.is_file():
        names = ", ".join(sorted(file.stem for file in SHIPPED.glob("*.toml")))
        raise LayoutError(
            f"There is no layout {name_or_path!r}. Shipped: {names}; or give a TOML file's path."
        )
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path.name}: cannot be read: {error}") from None
    return parse_layout(text, file=path.name)


def parse_layout(text: str, *, file: str) -> Layout:
    try:
        data: dict[str, Any] = tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise LayoutError(f"{file}: is not valid TOML: {error}") from None
    top = Table(file, "", data)
    layout = Layout(
        name=top.text("name"),
        title=top.text("title"),
        tried_on=top.text("tried_on"),
        columns=_columns(top),
        optional=frozenset(top.texts("optional", (*FIELDS, *OPTIONAL_GROUPS))),
        formats={word.casefold(): code for word, code in top.mapping("formats").items()},
        file=_file_shape(top.table("file")),
        date_patterns=top.texts("date_patterns") or ("%Y-%m-%d",),
        readings=_readings(top.table("readings")),
        terpenes=top.mapping("terpenes"),
        panels=_panels(top.table("panels")),
        skips=tuple(read_skip(entry) for entry in top.tables("skip")),
        moves=tuple(read_move(entry) for entry in top.tables("move")),
        figures=tuple(read_figure(entry) for entry in top.tables("figure")),
        assume=read_assumptions(top.table("assume")),
    )
    top.finish()
    return layout


def _columns(top: Table) -> dict[str, str]:
    columns = top.mapping("columns", FIELDS)
    missing = [field for field in REQUIRED if field not in columns]
    if missing:
        top.fail(f"must name the column of {', '.join(missing)}", "columns")
    return columns


def _file_shape(table: Table) -> FileShape:
    shape = FileShape(
        encoding=table.text("encoding", "utf-8"),
        delimiter=table.text("delimiter", ","),
        preamble_lines=table.whole("preamble_lines", 0),
    )
    table.finish()
    try:
        codecs.lookup(shape.encoding)
    except LookupError:
        table.fail(f"Python knows no encoding {shape.encoding!r}", "encoding")
    if len(shape.delimiter) != 1:
        table.fail("must be one character", "delimiter")
    if shape.preamble_lines < 0:
        table.fail("must not be below zero", "preamble_lines")
    return shape


def _readings(table: Table) -> ReadingColumns:
    readings = ReadingColumns(
        columns=table.mapping("columns", CANNABINOIDS + TOTALS),
        unit=table.text("unit", ""),
        unit_column=table.text("unit_column", ""),
        units={word.casefold(): unit for word, unit in table.mapping("units").items()},
        words=Words(
            below_loq=_lower(table.texts("below_loq")),
            not_detected=_lower(table.texts("not_detected")),
            not_reported=_lower(table.texts("not_reported")),
        ),
    )
    table.finish()
    for unit in filter(None, (readings.unit, *readings.units.values())):
        if unit not in UNITS:
            table.fail(f"unknown unit {unit!r}; one of {', '.join(UNITS)}")
    if readings.columns and bool(readings.unit) == bool(readings.unit_column):
        table.fail("needs either unit or unit_column: a figure without its unit says nothing")
    return readings


def _panels(table: Table) -> PanelColumns:
    columns = table.mapping("columns", PANELS)
    outcomes = {word.casefold(): code for word, code in table.mapping("outcomes").items()}
    table.finish()
    for word, code in outcomes.items():
        if code not in OUTCOMES:
            table.fail(f"unknown {code!r}; one of {', '.join(OUTCOMES)}", f"outcomes.{word}")
    return PanelColumns(columns, outcomes or {code: code for code in OUTCOMES})


def _lower(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)
