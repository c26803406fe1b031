"""What an import kept of its rows: found, and shown with what was told of each."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from products.admin.imports.findings import Told
from products.admin.imports.narrowing import NarrowForm
from products.admin.imports.shown import ShownRow
from products.importing.reading.rows import CHANGED
from products.models import ImportedRow

MADE = Q(created_product=True) | Q(created_batch=True) | Q(created_strain=True)
FOUND_BY = (
    "product__name",
    "product__registration_number",
    "batch__number",
    "strain__name",
    "format_word",
)


def found_rows(rows: QuerySet[ImportedRow], narrowing: NarrowForm) -> QuerySet[ImportedRow]:
    outcome, words = narrowing.chosen("outcome"), narrowing.chosen("q")
    rows = rows.select_related("product", "batch", "strain").order_by("row")
    if outcome:
        rows = rows.filter(MADE if outcome == "created" else ~MADE)
    if not words:
        return rows
    anywhere = Q(row=int(words)) if words.isdecimal() and len(words) < 10 else Q()
    for place in FOUND_BY:
        anywhere |= Q(**{f"{place}__icontains": words})
    return rows.filter(anywhere)


def shown_row(row: ImportedRow, told: Mapping[int, Sequence[Told]]) -> ShownRow:
    """A row that only restates something is kept as well: later files are compared with it."""
    mine = told.get(row.row, [])
    outcome = "unchanged"
    if row.created_product or row.created_batch or row.created_strain:
        outcome = "created"
    elif row.changes or any(each.finding.mark == CHANGED for each in mine):
        outcome = "changed"
    return ShownRow(row.row, outcome, "", mine, row)
