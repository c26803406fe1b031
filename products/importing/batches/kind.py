"""Rows about products, their lab results and batches."""

from collections.abc import Sequence
from datetime import date

from products.importing.batches.ground import read_ground, with_key
from products.importing.batches.planner import Planner
from products.importing.batches.write import write_rows
from products.importing.kinds import Kind
from products.importing.layout.whole import Layout
from products.importing.reading.classify import classify
from products.importing.reading.rows import Said
from products.importing.reading.within_file import FileSoFar
from products.locking import in_chunks, keys_where, lock_products, lock_rows
from products.models import Batch, LabResult, Product, Store
from products.stock.ledger import hold


def _planner(said_rows: Sequence[Said], layout: Layout, store: Store, today: date) -> Planner:
    return Planner(read_ground(said_rows, layout, store), layout, today)


def _lock(said_rows: Sequence[Said], store: Store) -> None:
    """The products and all that hangs on them, at every store, in everybody's order."""
    product_ids = [
        pk
        for keys in in_chunks(said.key for said in said_rows)
        for pk in Product.objects.filter(with_key(keys)).order_by().values_list("pk", flat=True)
    ]
    lock_products(product_ids)
    lock_rows(LabResult, keys_where(LabResult, "product", product_ids))
    hold(keys_where(Batch, "product", product_ids))


BATCHES = Kind(read=classify, file_so_far=FileSoFar, planner=_planner, lock=_lock, write=write_rows)
