"""What the page of a plan and the page of an import have in common: figures, findings, rows."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from products.admin.imports.findings import MARK_NAMES, Told
from products.importing.reading.rows import FLAGGED, REFUSED, UNCLASSIFIED_MARK
from products.models import ImportedRow

A_PAGE = 100
FINDINGS, ROWS = "findings", "rows"
OUTCOME_NAMES = {
    "created": _("created"),
    "changed": _("changed"),
    "unchanged": _("unchanged"),
    REFUSED: _("refused"),
}


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the file. `record` is what an import kept of it."""

    number: int
    outcome: str
    what: str
    told: Sequence[Told]
    record: ImportedRow | None = None

    @property
    def outcome_name(self) -> Promise | str:
        return OUTCOME_NAMES.get(self.outcome, "")


@dataclass(frozen=True, slots=True)
class Figure:
    """`query` shows what it counts; empty where the page cannot."""

    name: Promise
    number: int
    query: str


def figures_of(
    counts: Mapping[str, int], *, shown: Container[str] = OUTCOME_NAMES, marked: str = ROWS
) -> dict[str, Any]:
    """The outcomes, which add up to `rows_in_file`, and the marks beside them.

    `shown` are the outcomes whose rows the page can list; `marked` is where it can show marks.
    """
    outcomes = [
        Figure(words, counts.get(name, 0), f"?show={ROWS}&outcome={name}" if name in shown else "")
        for name, words in OUTCOME_NAMES.items()
    ]
    marks = [
        Figure(MARK_NAMES[name], counts.get(name, 0), f"?show={marked}&mark={name}")
        for name in (FLAGGED, UNCLASSIFIED_MARK)
    ]
    rows = sum(figure.number for figure in outcomes)
    return {"outcomes": outcomes, "marks": marks, "rows_in_file": rows}


def shows(request: HttpRequest) -> str:
    return ROWS if request.GET.get("show") == ROWS else FINDINGS


def page_of(found: Any, request: HttpRequest) -> Page[Any]:
    return Paginator(found, A_PAGE).get_page(request.GET.get("p", 1))
