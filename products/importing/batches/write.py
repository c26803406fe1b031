"""Writes planned rows of products, lab results and batches. What they touch is locked already."""

from collections.abc import Iterable, Iterator, Sequence

from products import alerts, stock
from products.importing.approval import approval_lost
from products.importing.batches.planned import PlannedRow
from products.importing.kinds import Application
from products.importing.movement_keys import key_prefix
from products.importing.written import (
    make_panels,
    make_readings,
    rederive_all,
    touched_batches,
    write_all,
)
from products.locking import ROWS_PER_QUERY
from products.models import Batch, CatalogueImport, ImportedRow, LabResult, Product, ProductAllergen
from products.search import index_products


def write_rows(planned: Sequence[PlannedRow], to: Application) -> None:
    """Raises StockError and IntegrityError where the catalogue is not what it was."""
    rows = [row for row in planned if row.writes]
    new_products = {id(row.product): row for row in rows if row.product.pk is None}
    _make_products(list(new_products.values()))
    _make_lab_results(rows)
    batches = [(row, row.batch) for row in rows if row.batch is not None]
    _make_batches([(row, batch) for row, batch in batches if row.creates])
    touched = _write_changes(rows)
    index_products({row.product.pk for row in rows})
    _keep(to.record, rows, new_products.keys())
    _take_off_the_shelf(rows, to)
    stock.receive_many(_receipts(to.record, batches), by=to.by, at=to.at)
    stock.count_many(_counts(to.record, batches), by=to.by, at=to.at)
    alerts.watch(touched, at=to.at)


def _make_products(rows: Sequence[PlannedRow]) -> None:
    Product.objects.bulk_create([row.product for row in rows], batch_size=ROWS_PER_QUERY)
    allergens = [
        ProductAllergen(product=row.product, allergen=name)
        for row in rows
        for name in sorted(row.said.product.get("allergens", ()))
    ]
    ProductAllergen.objects.bulk_create(allergens, batch_size=ROWS_PER_QUERY)


def _make_lab_results(rows: Iterable[PlannedRow]) -> None:
    new: dict[int, tuple[LabResult, PlannedRow]] = {}
    for row in rows:
        if row.lab_result is not None and row.lab_result.pk is None:
            row.lab_result.product = row.product  # it has its key only now
            new[id(row.lab_result)] = row.lab_result, row
    LabResult.objects.bulk_create([result for result, _ in new.values()], ROWS_PER_QUERY)
    coas = [(result, row.said.coa) for result, row in new.values() if row.said.coa]
    make_readings((result, coa.readings) for result, coa in coas)
    make_panels((result, row.panels) for result, row in new.values())


def _make_batches(batches: Sequence[tuple[PlannedRow, Batch]]) -> None:
    for row, batch in batches:
        batch.product = row.product
        batch.lab_result = row.lab_result
    Batch.objects.bulk_create([batch for _, batch in batches], batch_size=ROWS_PER_QUERY)


def _write_changes(rows: Sequence[PlannedRow]) -> list[int]:
    """Returns the batches that are to be looked at again."""
    for row in rows:
        row.changes += approval_lost(row.changes)
    changes = [change for row in rows for change in row.changes]
    touched = touched_batches(changes)
    write_all((change.record, change.field, change.value) for change in changes)
    rederive_all(touched)
    return touched


def _take_off_the_shelf(rows: Iterable[PlannedRow], to: Application) -> None:
    for row in rows:
        for doubt in row.doubts:
            doubted = Batch.objects.filter(state=Batch.State.RELEASED)
            about = {"pk" if doubt.of == "batch" else doubt.of: getattr(row, doubt.of).pk}
            for batch in doubted.filter(**about).order_by("pk"):
                reason = f"import {to.record.pk}: {doubt.reason}"[:200]
                stock.quarantine(batch=batch, by=to.by, at=to.at, reason=reason)


def _keep(record: CatalogueImport, rows: Iterable[PlannedRow], new_products: Iterable[int]) -> None:
    new = set(new_products)
    kept = [
        ImportedRow(
            catalogue_import=record,
            row=row.said.row,
            product=row.product,
            batch=row.batch,
            created_product=id(row.product) in new,
            created_batch=row.creates and row.batch is not None,
            format_word="" if row.said.format_code else row.said.format_word[:200],
            stated_on_hand=row.said.on_hand,
            changes=[change.as_json() for change in row.changes],
        )
        for row in rows
    ]
    ImportedRow.objects.bulk_create(kept, batch_size=ROWS_PER_QUERY)


def _receipts(
    record: CatalogueImport, rows: Iterable[tuple[PlannedRow, Batch]]
) -> Iterator[stock.Receipt]:
    for row, batch in rows:
        if row.receive:
            yield stock.Receipt(
                batch=batch,
                quantity=row.receive,
                reason="import",
                reference=f"import {record.pk}, row {row.said.row}",
                idempotency_key=f"{key_prefix(record)}{batch.pk}",
                assumed=row.said.quantity is None,
            )


def _counts(
    record: CatalogueImport, rows: Iterable[tuple[PlannedRow, Batch]]
) -> Iterator[stock.Counted]:
    for row, batch in rows:
        if row.count is not None:
            yield stock.Counted(
                batch=batch,
                counted=row.count,
                reason="import",
                reference=f"import {record.pk}, row {row.said.row}",
                idempotency_key=f"{key_prefix(record)}{batch.pk}",
            )
