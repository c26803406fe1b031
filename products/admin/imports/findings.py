"""What a plan or an applied import has to tell of rows: one shape for tables and files."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.importing.reading.rows import CHANGED, FLAGGED, REFUSED, UNCLASSIFIED_MARK, Finding
from products.importing.waiting import Line

MARK_NAMES = {
    REFUSED: _("refused"),
    FLAGGED: _("flagged"),
    UNCLASSIFIED_MARK: _("unclassified"),
    CHANGED: _("changed"),
}
OF_THE_FILE = "the file as a whole: "
WAS = "was "


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, with what becomes of its row; `outcome` is empty where nobody kept it."""

    finding: Finding
    outcome: str = ""

    @property
    def mark_name(self) -> Promise | str:
        return MARK_NAMES.get(self.finding.mark, "")

    @property
    def before(self) -> str | None:
        """Of a change, what was there; None for every other finding."""
        is_change = self.finding.mark == CHANGED and self.finding.reason.startswith(WAS)
        return self.finding.reason.removeprefix(WAS) if is_change else None


def told_of_plan(lines: Iterable[Line]) -> list[Told]:
    return [Told(finding, line.outcome) for line in lines for finding in line.findings]


def told_of_import(findings: Iterable[dict[str, Any]]) -> list[Told]:
    """From what a CatalogueImport keeps, where the mark is the first word of the reason."""
    return [Told(Finding.from_json(kept)) for kept in findings]


def split_suspicions(told: Iterable[Told]) -> tuple[list[str], list[Told]]:
    """What is said of the file as a whole, and the findings of single rows."""
    of_file, of_rows = [], []
    for each in told:
        if each.finding.reason.startswith(OF_THE_FILE):
            of_file.append(each.finding.reason.removeprefix(OF_THE_FILE))
        else:
            of_rows.append(each)
    return of_file, of_rows


def columns_of(told: Iterable[Told]) -> list[str]:
    return sorted({each.finding.column for each in told} - {""})


def by_row(told: Iterable[Told]) -> dict[int, list[Told]]:
    rows: dict[int, list[Told]] = {}
    for each in told:
        rows.setdefault(each.finding.row, []).append(each)
    return rows
