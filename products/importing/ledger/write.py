"""Writes planned counts. Their batches are locked, and were read since."""

from collections.abc import Sequence

from products import stock
from products.importing.kinds import Application
from products.importing.ledger.ground import mark_of
from products.importing.ledger.planner import PlannedEntry
from products.importing.ledger.said import LedgerSaid
from products.importing.movement_keys import count_key
from products.locking import ROWS_PER_QUERY
from products.models import Batch, ImportedRow

LONGEST_NOTE = 200


def write_ledger(planned: Sequence[PlannedEntry], to: Application) -> None:
    """Raises StockError where more is reserved than was counted."""
    counts = [(row, row.batch) for row in planned if row.batch is not None]
    kept = [
        ImportedRow(catalogue_import=to.record, row=row.number, product=batch.product, batch=batch)
        for row, batch in counts
    ]
    ImportedRow.objects.bulk_create(kept, batch_size=ROWS_PER_QUERY)
    stock.count_many((_counted(row, batch, to) for row, batch in counts), by=to.by, at=to.at)


def _counted(row: PlannedEntry, batch: Batch, to: Application) -> stock.Counted:
    """Its key tells both of which import it is, to be undone, and which count, to be known again."""
    assert row.counted is not None  # noqa: S101 - it has a batch
    return stock.Counted(
        batch=batch,
        counted=row.counted,
        reason=_note(row.said),
        reference=f"import {to.record.pk}, row {row.number}",
        idempotency_key=count_key(to.record, batch, mark_of(row.said)),
    )


def _note(said: LedgerSaid) -> str:
    """The movement itself is of the day of the import, and of whoever imports."""
    counted = (
        f"counted {said.at:%Y-%m-%d}" if said.day_only else f"counted {said.at:%Y-%m-%d %H:%M}"
    )
    who = f" by {said.by}" if said.by else ""
    return ": ".join(filter(None, (counted + who, said.note)))[:LONGEST_NOTE]
