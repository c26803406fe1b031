"""Carries a plan out: all of it, or nothing."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from products import alerts, stock
from products.importing import make
from products.importing.errors import RefusedError
from products.importing.layout import Assumptions
from products.importing.plan import Plan
from products.importing.planned import PlannedRow
from products.importing.write import (
    lock_results,
    make_panels,
    make_readings,
    rederive_all,
    touched_batches,
    write_field,
)
from products.locking import ROWS_PER_QUERY
from products.models import Batch, CatalogueImport, ImportedRow, LabResult, Product, ProductAllergen
from products.recalls import lock_products, recalled_numbers
from products.stock.ledger import hold


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a plan was made from."""

    file_name: str
    sha256: str


def apply_plan(plan: Plan, source: Source, *, by: User | None, at: datetime) -> CatalogueImport:
    """Raises RefusedError, with nothing written, where the catalogue changed since the plan."""
    try:
        with transaction.atomic():
            return _apply(plan, source, by=by, at=at)
    except IntegrityError:
        raise RefusedError(
            "Somebody changed the catalogue while this was being applied. Nothing was changed;"
            " look at the plan again."
        ) from None


def _apply(plan: Plan, source: Source, *, by: User | None, at: datetime) -> CatalogueImport:
    record = _record(plan, source, by, at)
    rows = [row for row in plan.rows if row.outcome != "unchanged"]
    lock_products({row.product.pk for row in rows if row.product.pk is not None})
    new_products = {id(row.product): row for row in rows if row.product.pk is None}
    _make_products(list(new_products.values()))
    _make_lab_results(rows, plan.layout.assume)
    _refuse_recalled_since([row for row in rows if row.creates])
    _make_batches([row for row in rows if row.creates])
    touched = _write_changes(rows)
    _keep(record, rows, new_products)
    stock.receive_many(_receipts(record, rows), by=by, at=at)
    alerts.watch(touched, at=at)
    return record


def _record(plan: Plan, source: Source, by: User | None, at: datetime) -> CatalogueImport:
    return CatalogueImport.objects.create(
        file_name=source.file_name[:200],
        file_sha256=source.sha256,
        layout_name=plan.layout.name,
        store=plan.store,
        by=by,
        applied_at=at,
        counts=plan.counts,
        findings=[finding.as_json() for finding in plan.findings],
    )


def _make_products(rows: Sequence[PlannedRow]) -> None:
    Product.objects.bulk_create([row.product for row in rows], batch_size=ROWS_PER_QUERY)
    allergens = [
        ProductAllergen(product=row.product, allergen=name)
        for row in rows
        for name in sorted(row.said.product.get("allergens", ()))
    ]
    ProductAllergen.objects.bulk_create(allergens, batch_size=ROWS_PER_QUERY)


def _make_lab_results(rows: Iterable[PlannedRow], assume: Assumptions) -> None:
    new: dict[int, tuple[LabResult, PlannedRow]] = {}
    for row in rows:
        if row.lab_result is not None and row.lab_result.pk is None:
            row.lab_result.product = row.product  # it has its key only now
            new[id(row.lab_result)] = row.lab_result, row
    LabResult.objects.bulk_create([result for result, _ in new.values()], ROWS_PER_QUERY)
    coas = [(result, row.said.coa) for result, row in new.values() if row.said.coa]
    make_readings((result, coa.readings) for result, coa in coas)
    make_panels((result, make.panels_with_assumed(coa, assume)) for result, coa in coas)


def _refuse_recalled_since(rows: Iterable[PlannedRow]) -> None:
    """The plan knows what was recalled before it was made, and keeps that in quarantine."""
    released = [row for row in rows if row.batch.state == Batch.State.RELEASED]
    recalled = recalled_numbers({row.product.pk for row in released})
    for row in released:
        number = row.said.batch_number
        if recall := recalled.get((row.product.pk, number.lower())):
            raise RefusedError(
                f"Batch {number} (row {row.said.row}) was recalled a moment ago (recall {recall})."
                " Nothing was changed; look at the plan again."
            )


def _make_batches(rows: Sequence[PlannedRow]) -> None:
    for row in rows:
        row.batch.product = row.product
        row.batch.lab_result = row.lab_result
    Batch.objects.bulk_create([row.batch for row in rows], batch_size=ROWS_PER_QUERY)


def _write_changes(rows: Sequence[PlannedRow]) -> list[int]:
    """Returns the batches that are to be looked at again. All that are there are locked first."""
    changes = [change for row in rows for change in row.changes]
    touched = touched_batches(changes)
    lock_results(changes)
    hold([*touched, *(row.batch.pk for row in rows)])
    for change in changes:
        write_field(change.record, change.field, change.value)
    rederive_all(touched)
    return touched


def _keep(
    record: CatalogueImport, rows: Iterable[PlannedRow], new_products: Container[int]
) -> None:
    kept = [
        ImportedRow(
            catalogue_import=record,
            row=row.said.row,
            product=row.product,
            batch=row.batch,
            created_product=id(row.product) in new_products,
            created_batch=row.creates,
            changes=[change.as_json() for change in row.changes],
        )
        for row in rows
    ]
    ImportedRow.objects.bulk_create(kept, batch_size=ROWS_PER_QUERY)


def _receipts(record: CatalogueImport, rows: Iterable[PlannedRow]) -> Iterator[stock.Receipt]:
    for row in rows:
        if row.receive:
            yield stock.Receipt(
                batch=row.batch,
                quantity=row.receive,
                reason="import",
                reference=f"import {record.pk}, row {row.said.row}",
                idempotency_key=f"{key_prefix(record)}{row.batch.pk}",
                assumed=row.said.quantity_received is None,
            )


def key_prefix(record: CatalogueImport) -> str:
    """What the keys of all movements of an import begin with."""
    return f"import:{record.pk}:"
