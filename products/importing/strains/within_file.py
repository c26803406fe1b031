"""Strains of one file against each other: the first row that says something is believed. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import FLAGGED, Finding
from products.importing.strains.said import Parent, StrainSaid


class StrainsSoFar:
    def __init__(self) -> None:
        self._keys: dict[str, int] = {}
        self._names: dict[str, int] = {}

    def refuse_contradiction(self, said: StrainSaid) -> None:
        """Raises RowRefusedError, naming the earlier row, where both cannot be true."""
        if said.key in self._keys:
            raise RowRefusedError(f"the same key ({said.key}) stands in row {self._keys[said.key]}")
        first = self._names.setdefault(said.name.lower(), said.row)
        if first != said.row:
            raise RowRefusedError(f"row {first} gives another key to the same name ({said.name})")
        self._keys[said.key] = said.row


def parents_first(said_rows: Sequence[StrainSaid], layout: Layout) -> list[StrainSaid]:
    """Each strain after its parents, with their keys where this file gives them one.

    Rows are written in portions, and a portion knows nothing of those that come after it.
    """
    by_name = {said.name.lower(): said for said in said_rows}
    keys = frozenset(said.key for said in said_rows)
    return [
        replace(
            said,
            parents=tuple(_with_key(parent, by_name) for parent in said.parents),
            file_keys=keys,
        )
        for said in _without_circles(said_rows, by_name, layout.columns.get("parents", ""))
    ]


def _with_key(parent: Parent, by_name: dict[str, StrainSaid]) -> Parent:
    row = by_name.get(parent.name.lower())
    return replace(parent, key=row.key) if row else parent


def _without_circles(
    said_rows: Sequence[StrainSaid], by_name: dict[str, StrainSaid], column: str
) -> Iterator[StrainSaid]:
    """Depth first, without recursion: a line of descent may be as long as the file."""
    seen: set[str] = set()
    for first in said_rows:
        if first.key in seen:
            continue
        seen.add(first.key)
        line = {first.key: (first, iter(first.parents))}  # from offspring to ancestor
        while line:
            said, waiting = line[next(reversed(line))]
            parent = _next_in_file(waiting, by_name)
            if parent is None:
                line.popitem()
                yield said
            elif parent.key in line:
                line[said.key] = _without(said, parent, column), waiting
            elif parent.key not in seen:
                seen.add(parent.key)
                line[parent.key] = parent, iter(parent.parents)


def _next_in_file(parents: Iterable[Parent], by_name: dict[str, StrainSaid]) -> StrainSaid | None:
    rows = (by_name.get(parent.name.lower()) for parent in parents)
    return next(filter(None, rows), None)


def _without(said: StrainSaid, parent: StrainSaid, column: str) -> StrainSaid:
    reason = f"descends from {said.name} by row {parent.row}; left out"
    left_out = Finding(said.row, column, parent.name, reason, FLAGGED)
    kept = tuple(each for each in said.parents if each.name.lower() != parent.name.lower())
    return replace(said, parents=kept, findings=(*said.findings, left_out))
