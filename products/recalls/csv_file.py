"""Where the units went, as a file for a spreadsheet: one row for each movement."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.timezone import localtime

from herbology.csv_text import csv_lines, text
from products.models import Movement, RecallCase
from products.reading import plain
from products.recalls.report import movements_of, other_store, who

HEADINGS = (
    "recall",
    "batch_number",
    "package_tag",
    "product",
    "registration_number",
    "store",
    "at",
    "movement",
    "reason",
    "note",
    "quantity",
    "unit",
    "reference",
    "other_store",
    "by",
)
ROWS_AT_A_TIME = 2000


def lines_of(case: RecallCase) -> Iterator[str]:
    movements = movements_of(case.batches.values("batch"))
    told = movements.select_related("batch__product", "batch__store")
    ordered = told.order_by("batch", "at", "pk")
    cells = (_cells(case, movement) for movement in ordered.iterator(chunk_size=ROWS_AT_A_TIME))
    return csv_lines(chain([HEADINGS], cells))


def _cells(case: RecallCase, movement: Movement) -> list[str]:
    batch = movement.batch
    before: Iterable[str] = (
        str(case.pk),
        batch.number,
        batch.package_tag,
        batch.product.name,
        batch.product.registration_number,
        batch.store.name,
        localtime(movement.at).isoformat(timespec="seconds"),
        movement.kind,
        movement.reason_code,
        movement.reason,
    )
    after = (batch.product.stock_unit, movement.reference, other_store(movement), who(movement))
    # The quantity is our own number: a minus before it is no formula.
    return [*map(text, before), plain(movement.quantity), *map(text, after)]
