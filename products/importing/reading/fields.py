"""A row's plain columns to our fields, each by its kind. Pure."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from products.importing.errors import RowRefusedError, UnreadableError
from products.importing.layout.whole import Layout
from products.importing.reading.field_kinds import KINDS, TEXTS
from products.importing.reading.plain_values import read_date, read_moment
from products.importing.reading.reader import Row
from products.importing.reading.values import one_line

PLANT_LABELS = ("indica", "sativa", "hybrid", "none")
DATES = ("expires_on", "received_on", "produced_on", "tested_on")


def read_fields(row: Row, layout: Layout, names: Iterable[str]) -> dict[str, Any]:
    """Those of the fields that the row fills. Raises RowRefusedError, naming column and value."""
    said: dict[str, Any] = {}
    for name in names:
        column = layout.columns.get(name, "")
        value = row.cells.get(column, "")
        if not value:
            continue
        try:
            said[name] = _read(name, value, layout)
        except UnreadableError as reason:
            raise RowRefusedError(str(reason), column=column, value=value) from None
    return {name: value for name, value in said.items() if value is not None}


def _read(name: str, value: str, layout: Layout) -> Any:
    value = layout.values.get(name, {}).get(value.casefold(), value)
    if name in OF_LAYOUT:
        return OF_LAYOUT[name](value, layout)
    if name in TEXTS and not layout.file.from_export:
        value = one_line(value)
    return KINDS[name](value)


def _plant_label(value: str, layout: Layout) -> str | None:
    """None where the word says nothing of the plant."""
    labels = layout.plant_labels or {label: label for label in PLANT_LABELS}
    label = labels.get(value.casefold())
    if label is None:
        raise UnreadableError(f"is none of {', '.join(labels)}")
    return None if label == "none" else label


def _day(value: str, layout: Layout) -> date | None:
    return read_date(value, layout.date_patterns)


def _moment(value: str, layout: Layout) -> datetime:
    return read_moment(value, layout.date_patterns)


OF_LAYOUT: dict[str, Callable[[str, Layout], Any]] = {
    **dict.fromkeys(DATES, _day),
    "plant_label": _plant_label,
    "at": _moment,
}
