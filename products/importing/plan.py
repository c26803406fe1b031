"""What applying a file would do. Nothing is written here."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from json import dumps
from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.kinds import PlannedLine, SaidRow
from products.importing.layout.whole import Layout
from products.importing.reading.reader import Sheet
from products.importing.reading.rows import FLAGGED, REFUSED, UNCLASSIFIED_MARK, Finding
from products.importing.reading.whole_file import suspicions
from products.importing.registry import kind_of
from products.models import Store

OUTCOMES = ("created", "changed", "unchanged", REFUSED)
MARKS = (FLAGGED, UNCLASSIFIED_MARK)
Progress = Callable[[str, int, int], None]  # what is being done, rows done, rows in all
ROWS_BETWEEN_NEWS = 500


def silent(what: str, done: int, total: int) -> None:
    """Nobody watches."""


@dataclass(slots=True)
class Plan:
    layout: Layout
    store: Store
    today: date
    rows: list[PlannedLine] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)
    of_the_file: list[Finding] = field(default_factory=list)
    refused_names: dict[int, str] = field(default_factory=dict)  # by row, as the file has them

    @property
    def counts(self) -> dict[str, int]:
        """Rows: the first four are exclusive and add up to the file's, the last two are marks."""
        counts = dict.fromkeys((*OUTCOMES, *MARKS), 0)
        counts[REFUSED] = len(self.refused)
        for planned in self.rows:
            counts[planned.outcome] += 1
            for mark in {finding.mark for finding in planned.findings} & set(MARKS):
                counts[mark] += 1
        return counts

    @property
    def findings(self) -> list[Finding]:
        """Of the file as a whole first, at its header's row."""
        found = [finding for planned in self.rows for finding in planned.findings]
        return [*self.of_the_file, *sorted([*found, *self.refused], key=lambda item: item.row)]

    @property
    def digest(self) -> str:
        """The same for two plans that would do the same: of the same file by the same layout."""
        rows: list[Any] = [[planned.fingerprint, planned.said] for planned in self.rows]
        rows += [[finding.row, finding.reason] for finding in self.refused]
        whole = [rows, self.layout.assume, self.store.pk]
        return sha256(dumps(whole, default=_in_one_order).encode()).hexdigest()


def make_plan(
    sheet: Sheet, layout: Layout, store: Store, today: date, progress: Progress = silent
) -> Plan:
    """Compare the file with the catalogue. Raises RefusedError where none of it can be used.

    The number of queries grows with the rows only in portions.
    """
    plan = Plan(layout, store, today, of_the_file=suspicions(sheet, layout))
    said_rows = _read(sheet, plan, progress)
    planner = kind_of(layout).planner(said_rows, layout, store, today)
    for said in _telling(said_rows, "comparing", progress):
        try:
            plan.rows.append(planner.plan(said))
        except RowRefusedError as reason:
            plan.refused.append(_refusal(said.row, reason))
    plan.refused_names = _names({finding.row for finding in plan.refused}, sheet, layout)
    return plan


def _names(numbers: Container[int], sheet: Sheet, layout: Layout) -> dict[int, str]:
    """What these rows are about, by their cells: nothing else of them was taken in."""
    columns = [layout.columns.get(name, "") for name in ("product_key", "strain_key", "name")]
    return {
        row.number: " ".join(filter(None, (row.cells.get(column, "") for column in columns)))[:200]
        for row in sheet.rows
        if row.number in numbers
    }


def _read(sheet: Sheet, plan: Plan, progress: Progress) -> list[SaidRow]:
    kind = kind_of(plan.layout)
    said_rows: list[SaidRow] = []
    file_so_far = kind.file_so_far()
    for row in _telling(sheet.rows, "reading", progress):
        try:
            said = kind.read(row, plan.layout)
            file_so_far.refuse_contradiction(said)
        except RowRefusedError as reason:
            plan.refused.append(_refusal(row.number, reason))
        else:
            said_rows.append(said)
    return kind.arrange(said_rows, plan.layout)


def _in_one_order(value: Any) -> Any:
    """For JSON: sets have another order in every process."""
    if is_dataclass(value):
        return [getattr(value, each.name) for each in fields(value)]
    if isinstance(value, set | frozenset):
        return sorted(value)
    return dict(value) if isinstance(value, Mapping) else str(value)


def _telling(rows: Sequence[Any], what: str, progress: Progress) -> Iterator[Any]:
    waiting, done = iter(rows), 0
    while portion := list(islice(waiting, ROWS_BETWEEN_NEWS)):
        yield from portion
        done += len(portion)
        progress(what, done, len(rows))


def _refusal(row: int, reason: RowRefusedError) -> Finding:
    return Finding(row, reason.column, reason.value, str(reason), REFUSED)
