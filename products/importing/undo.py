"""Takes an applied import back: all of it, or nothing.

Quantities go by opposite movements, changed fields become what they were, and what was made is
delisted. What something has been built on since is not pulled away: the undo is refused.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from products import alerts, stock
from products.importing.apply import key_prefix
from products.importing.compare import Change
from products.importing.errors import UndoError
from products.importing.write import (
    as_kept,
    from_kept,
    lock_results,
    rederive_all,
    stored_now,
    touched_batches,
    write_field,
)
from products.models import Batch, CatalogueImport, ImportedRow, LabResult, Movement, Product
from products.recalls import lock_products
from products.stock.ledger import hold

MODELS: dict[str, type[Product | Batch | LabResult]] = {
    "product": Product,
    "batch": Batch,
    "lab_result": LabResult,
}


def undo_import(record_id: int, *, by: User | None, at: datetime) -> CatalogueImport:
    """Raises UndoError, with nothing changed, where it cannot be taken back as a whole."""
    with transaction.atomic():
        record = _applied(record_id)
        rows = ImportedRow.objects.filter(catalogue_import=record)
        # First, so that nobody corrects a batch between looking and taking back.
        lock_products(set(rows.values_list("product", flat=True)))
        _refuse_later_import(record, rows)
        _refuse_used(rows)
        changes = list(_changes_as_left(rows))
        touched = touched_batches(changes)
        lock_results(changes)
        hold([*touched, *rows.values_list("batch", flat=True)])
        _take_back(record, by=by, at=at)
        for change in changes:
            write_field(change.record, change.field, change.old)
        rederive_all(touched)
        made = list(rows.filter(created_product=True).values_list("product", flat=True))
        Product.objects.filter(pk__in=made).update(active=False)
        alerts.watch(touched, at=at)
        alerts.watch_products(made, at=at)
        record.undone_at = at
        record.save(update_fields=["undone_at"])
    return record


def _applied(record_id: int) -> CatalogueImport:
    record = CatalogueImport.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        raise UndoError(f"There is no import {record_id}.")
    if record.undone_at is not None:
        raise UndoError(f"Import {record_id} was undone on {record.undone_at:%Y-%m-%d} already.")
    return record


def _refuse_later_import(record: CatalogueImport, rows: QuerySet[ImportedRow]) -> None:
    later = ImportedRow.objects.filter(
        catalogue_import__pk__gt=record.pk,
        catalogue_import__undone_at=None,
        product__in=rows.values("product"),
    ).first()
    if later:
        raise UndoError(
            f"Import {later.catalogue_import_id} came after import {record.pk} and touches the same"
            " products. Undo that one first."
        )


def _refuse_used(rows: QuerySet[ImportedRow]) -> None:
    made = Batch.objects.filter(pk__in=rows.filter(created_batch=True).values("batch"))
    sold = Movement.objects.filter(batch__in=made, kind=Movement.Kind.DISPENSE)
    _refuse(rows, made.filter(pk__in=sold.values("batch")), "has been dispensed from")
    _refuse(rows, made.filter(reserved__gt=0), "has units reserved")
    for relation in Batch._meta.related_objects:
        # Whoever stands on the catalogue points at its batches; it need not be known by name.
        if relation.related_model._meta.app_label != Batch._meta.app_label:
            users = relation.related_model._default_manager.all()
            used = made.filter(pk__in=users.values(relation.field.attname))
            _refuse(rows, used, f"is named by a {relation.related_model._meta.verbose_name}")
    products = rows.filter(created_product=True).values("product")
    others = Batch.objects.filter(product__in=products).exclude(pk__in=rows.values("batch"))
    _refuse(rows, others, "was added to one of its products")


def _refuse(rows: QuerySet[ImportedRow], used: QuerySet[Batch], why: str) -> None:
    batch = used.first()
    if batch is None:
        return
    row = rows.filter(product=batch.product_id).values_list("row", flat=True).first()
    raise UndoError(
        f"Nothing was undone: batch {batch.number} (row {row}) {why}."
        " Correct this import's products by hand instead."
    )


def _changes_as_left(rows: Iterable[ImportedRow]) -> Iterator[Change]:
    """What the import changed. Raises UndoError where somebody changed it again."""
    for row in rows:
        for kept in row.changes:
            record = MODELS[kept["on"]]._default_manager.get(pk=kept["pk"])
            now = as_kept(stored_now(record, kept["field"]))
            if now != kept["new"]:
                raise UndoError(
                    f"Nothing was undone: row {row.row} set {kept['field']} to {kept['new']}, and"
                    f" somebody made it {now} since. Correct it by hand instead."
                )
            old, new = (from_kept(record, kept["field"], kept[end]) for end in ("old", "new"))
            yield Change(kept["on"], record, kept["field"], old, new)


def _take_back(record: CatalogueImport, *, by: User | None, at: datetime) -> None:
    arrivals = Movement.objects.filter(idempotency_key__startswith=key_prefix(record))
    try:
        stock.take_back_many(
            arrivals.select_related("batch"),
            by=by,
            at=at,
            reason="import undone",
            reference=f"import {record.pk}",
        )
    except stock.StockError as error:
        raise UndoError(f"Nothing was undone. {error}") from None
