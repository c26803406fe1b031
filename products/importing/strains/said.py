"""One row to what it says about a strain. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.fields import read_fields
from products.importing.reading.reader import Row
from products.importing.reading.row_rules import readable, refuse_empty
from products.importing.reading.rows import Finding

LONGEST_NAME = 100
MOST_PARENTS = 2


@dataclass(frozen=True, slots=True)
class Parent:
    """`key` is the one that this file gives to the name; "" where no row of it has the name."""

    name: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class StrainSaid:
    """One row. Fields that the file leaves empty are absent: silence changes nothing.

    `file_keys` are the keys of all rows, known once the whole file has been read.
    """

    row: int
    key: str
    fields: Mapping[str, Any]  # name, plant_label, description
    parents: tuple[Parent, ...] = ()
    file_keys: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()

    @property
    def name(self) -> str:
        return str(self.fields["name"])


def read_strain(row: Row, layout: Layout) -> StrainSaid:
    """Raises RowRefusedError where the row cannot be taken in."""
    row = readable(row, layout)
    refuse_empty(row, layout, ("strain_key", "name"))
    said = read_fields(row, layout, ("strain_key", "name", "description"))
    key, name = said.pop("strain_key"), said["name"]
    if len(name) > LONGEST_NAME:
        reason = f"is longer than {LONGEST_NAME} characters"
        raise RowRefusedError(reason, column=layout.columns["name"], value=name)
    label, label_flags = _plant_label(row, layout)
    parents, parent_flags = _parents(row, layout, name)
    return StrainSaid(
        row=row.number,
        key=key,
        fields=said | label,
        parents=parents,
        findings=(*row.notes, *label_flags, *parent_flags),
    )


def _plant_label(row: Row, layout: Layout) -> tuple[dict[str, Any], list[Finding]]:
    """A word that is no label is not worth the row."""
    try:
        return read_fields(row, layout, ("plant_label",)), []
    except RowRefusedError as refused:
        return {}, [row.flagged(refused.column, f"{refused}; left out")]


def _parents(row: Row, layout: Layout, name: str) -> tuple[tuple[Parent, ...], list[Finding]]:
    names: tuple[str, ...] = read_fields(row, layout, ("parents",)).get("parents", ())
    others = tuple(parent for parent in names if parent.lower() != name.lower())
    reason = "" if others == names else "a strain cannot be its own parent; left out"
    if len(others) > MOST_PARENTS:
        others, reason = (), f"names more than {MOST_PARENTS} parents; none is taken in"
    if not reason:
        return tuple(map(Parent, others)), []
    return tuple(map(Parent, others)), [row.flagged(layout.columns["parents"], reason)]
