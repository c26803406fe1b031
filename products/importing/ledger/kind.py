"""Rows of the ledger: our own movements, which are never rewritten, and new counts."""

from collections.abc import Sequence
from datetime import date

from products.importing.kinds import Kind
from products.importing.layout.whole import Layout
from products.importing.ledger.ground import batches_of, read_ground
from products.importing.ledger.planner import LedgerPlanner
from products.importing.ledger.said import LedgerSaid, read_ledger_row
from products.importing.ledger.within_file import LedgerSoFar
from products.importing.ledger.write import write_ledger
from products.locking import lock_products
from products.models import Store
from products.stock.ledger import hold


def _planner(
    said_rows: Sequence[LedgerSaid], layout: Layout, store: Store, today: date
) -> LedgerPlanner:
    return LedgerPlanner(read_ground(said_rows, store, today), layout)


def _lock(said_rows: Sequence[LedgerSaid], store: Store) -> None:
    """In everybody's order; rows about movements touch nothing."""
    counts = [said for said in said_rows if said.is_count]
    batches = list(batches_of(counts, store))
    lock_products(batch.product_id for batch in batches)
    hold([batch.pk for batch in batches])


LEDGER = Kind(
    read=read_ledger_row,
    file_so_far=LedgerSoFar,
    planner=_planner,
    lock=_lock,
    write=write_ledger,
)
