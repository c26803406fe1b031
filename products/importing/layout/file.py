"""TOML to Layout. Raises LayoutError, in one line that names file, key and reason."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from products.importing.errors import LayoutError
from products.importing.layout.columns import (
    read_columns,
    read_constants,
    read_optional,
    read_panels,
    read_readings,
    read_values,
)
from products.importing.layout.dates import read_date_patterns
from products.importing.layout.fields import BATCHES, LEDGER, ROW_KINDS, STRAINS
from products.importing.layout.rules import (
    read_assumptions,
    read_cell_rule,
    read_figure,
    read_move,
)
from products.importing.layout.shape import read_file_shape
from products.importing.layout.toml_table import Table
from products.importing.layout.whole import Layout
from products.importing.reading.fields import PLANT_LABELS
from products.importing.reading.weights import STOCK_UNIT_OF

SHIPPED = Path(__file__).parents[1] / "layouts"


def load_layout(name_or_path: str) -> Layout:
    """A shipped layout by its name, or any TOML file by its path."""
    shipped = {file.stem: file for file in SHIPPED.glob("*.toml")}
    path = shipped.get(name_or_path) or Path(name_or_path)
    try:
        is_file = path.is_file()
    except ValueError:  # a NUL in it
        is_file = False
    if not is_file:
        raise LayoutError(
            f"There is no layout {name_or_path!r}. Shipped: {', '.join(sorted(shipped))};"
            " or give a TOML file's path."
        )
    layout = parse_layout(_text_of(path), file=path.name)
    if layout.name in shipped and path.resolve() != shipped[layout.name].resolve():
        raise LayoutError(f"{path.name}: name: {layout.name!r} is a shipped layout; choose another")
    return layout


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LayoutError(f"{path.name}: cannot be read: {error}") from None


def parse_layout(text: str, *, file: str) -> Layout:
    top = Table(file, "", _toml(text, file))
    rows = top.one_of("rows", ROW_KINDS, BATCHES)
    columns, format_columns = read_columns(top, rows)
    layout = Layout(
        name=top.text("name"),
        title=top.text("title"),
        tried_on=top.text("tried_on"),
        rows=rows,
        columns=columns,
        format_columns=format_columns,
        optional=read_optional(top, rows),
        file=read_file_shape(top.table("file")),
        date_patterns=read_date_patterns(top),
        empty=frozenset(word.casefold() for word in top.texts("empty")),
        values=read_values(top.table("values"), rows),
        skips=tuple(read_cell_rule(entry) for entry in top.tables("skip")),
        flags=tuple(read_cell_rule(entry) for entry in top.tables("flag")),
        **PARTS[rows](top),
    )
    top.finish()
    return layout


def _toml(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except RecursionError:
        raise LayoutError(f"{file}: has too many brackets within brackets") from None
    except ArithmeticError:
        raise LayoutError(f"{file}: holds a number that is too large") from None
    except ValueError as error:  # TOMLDecodeError, or an integer of thousands of digits
        raise LayoutError(f"{file}: is not valid TOML: {error}") from None


def _parts_of_batches(top: Table) -> dict[str, Any]:
    return {
        "formats": {word.casefold(): code for word, code in top.mapping("formats").items()},
        "constants": read_constants(top.table("constants")),
        "quantity_units": top.words("quantity_units", (*STOCK_UNIT_OF,)),
        "readings": read_readings(top.table("readings")),
        "terpenes": top.mapping("terpenes"),
        "panels": read_panels(top.table("panels")),
        "quarantines": tuple(read_cell_rule(entry) for entry in top.tables("quarantine")),
        "moves": tuple(read_move(entry) for entry in top.tables("move")),
        "figures": tuple(read_figure(entry) for entry in top.tables("figure")),
        "assume": read_assumptions(top.table("assume")),
    }


def _parts_of_strains(top: Table) -> dict[str, Any]:
    return {"plant_labels": top.words("plant_labels", PLANT_LABELS)}


def _parts_of_ledger(top: Table) -> dict[str, Any]:
    return {}


PARTS = {BATCHES: _parts_of_batches, STRAINS: _parts_of_strains, LEDGER: _parts_of_ledger}
