"""What applying a file would do. Nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from products.importing.classify import classify
from products.importing.errors import RowRefusedError
from products.importing.ground import read_ground
from products.importing.layout import Layout
from products.importing.planned import PlannedRow
from products.importing.planner import Planner
from products.importing.reader import Row
from products.importing.rows import FLAGGED, REFUSED, UNCLASSIFIED_MARK, Finding, Said
from products.importing.within_file import FileSoFar
from products.models import Store

OUTCOMES = ("created", "changed", "unchanged", REFUSED)
MARKS = (FLAGGED, UNCLASSIFIED_MARK)


@dataclass(slots=True)
class Plan:
    layout: Layout
    store: Store
    today: date
    rows: list[PlannedRow] = field(default_factory=list)
    refused: list[Finding] = field(default_factory=list)

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
        found = [finding for planned in self.rows for finding in planned.findings]
        return sorted([*found, *self.refused], key=lambda finding: finding.row)


def make_plan(rows: Sequence[Row], layout: Layout, store: Store, today: date) -> Plan:
    """Compare the file with the catalogue. Raises RefusedError where none of it can be used.

    The number of queries grows with the rows only in portions.
    """
    plan = Plan(layout, store, today)
    said_rows = list(_read(rows, plan))
    ground = read_ground((said.key for said in said_rows), layout, store)
    planner = Planner(ground, layout, today)
    for said in said_rows:
        try:
            plan.rows.append(planner.plan(said))
        except RowRefusedError as reason:
            plan.refused.append(_refusal(said.row, reason))
    return plan


def _read(rows: Sequence[Row], plan: Plan) -> Sequence[Said]:
    said_rows = []
    file_so_far = FileSoFar()
    for row in rows:
        try:
            said = classify(row, plan.layout)
            file_so_far.refuse_contradiction(said)
        except RowRefusedError as reason:
            plan.refused.append(_refusal(row.number, reason))
        else:
            said_rows.append(said)
    return said_rows


def _refusal(row: int, reason: RowRefusedError) -> Finding:
    return Finding(row, reason.column, reason.value, str(reason), REFUSED)
