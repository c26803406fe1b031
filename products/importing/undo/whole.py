"""Takes an applied import back: all of it, or nothing.

Quantities go by opposite movements, changed fields become what they were, and what was made is
delisted. What something has been built on since is not pulled away: the undo is refused. That is
looked at for the whole import first; if it becomes so between two portions, the rows before stay
taken back, the message says so, and undoing again goes on from there.
"""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from products import alerts, stock
from products.importing.errors import UndoError
from products.importing.movement_keys import key_prefix
from products.importing.portions import in_portions, rows_at_once, taking_turns
from products.importing.strains.used import hold_unused_strains
from products.importing.undo.changes import changes_as_left, restore
from products.importing.undo.refusals import keys_in, refuse_later_import, refuse_used
from products.importing.written import lock_results, rederive_all, touched_batches
from products.locking import in_chunks, lock_products
from products.models import CatalogueImport, ImportedRow, Movement, Product, Strain
from products.search import index_products, index_strains
from products.stock.ledger import hold

Rows = QuerySet[ImportedRow, ImportedRow]


def undo_import(record_id: int, *, by: User | None, at: datetime) -> CatalogueImport:
    """Raises UndoError, with nothing changed, where it cannot be taken back as a whole."""
    most = rows_at_once()
    if most is None:
        with transaction.atomic():
            return _undo(record_id, None, by, at)
    return _undo(record_id, most, by, at)


def _undo(record_id: int, most: int | None, by: User | None, at: datetime) -> CatalogueImport:
    with transaction.atomic():
        record = _applied(record_id)
        if most is not None:
            _refuse_whole(record)
    for rows in taking_turns(_portions(record, most)):
        with transaction.atomic():
            _take_back(_applied(record_id), rows, by, at)
    with transaction.atomic():
        record = _applied(record_id)
        record.undone_at, record.undone_by = at, by
        record.save(update_fields=["undone_at", "undone_by"])
    return record


def _refuse_whole(record: CatalogueImport) -> None:
    rows = _left(record)
    refuse_later_import(record, rows)
    refuse_used(rows)
    hold_unused_strains(rows)
    for _change in changes_as_left(rows):
        pass


def _left(record: CatalogueImport) -> Rows:
    return ImportedRow.objects.filter(catalogue_import=record, undone=False)


def _portions(record: CatalogueImport, most: int | None) -> Iterator[Rows]:
    """The rows of one product together; all strains, for they point at each other."""
    rows = _left(record)
    if most is None or rows.filter(product=None).exists():
        yield rows
        return
    keys = rows.order_by("row").values_list("product_id", "pk")
    for portion in in_portions(keys, most):
        yield rows.filter(pk__in=portion)


def _take_back(record: CatalogueImport, rows: Rows, by: User | None, at: datetime) -> None:
    # First, so that nobody corrects a batch between looking and taking back.
    lock_products(_keys(rows, "product"))
    refuse_later_import(record, rows)
    refuse_used(rows)
    hold_unused_strains(rows)
    changes = list(changes_as_left(rows))
    touched = touched_batches(changes)
    lock_results(changes)
    hold([*touched, *_keys(rows, "batch")])
    _take_stock_back(record, rows, by, at)
    restore(changes)
    index_products(_keys(rows, "product"))
    index_strains(_keys(rows, "strain"))
    rederive_all(touched)
    _delist(rows, at)
    alerts.watch(touched, at=at)
    rows.update(undone=True)


def _keys(rows: QuerySet[ImportedRow], field: str) -> set[int]:
    return set(rows.exclude(**{field: None}).values_list(field, flat=True))


def _delist(rows: QuerySet[ImportedRow], at: datetime) -> None:
    products = _keys(rows.filter(created_product=True), "product")
    for some in in_chunks(products):
        Product.objects.filter(pk__in=some).update(active=False)
    for some in in_chunks(_keys(rows.filter(created_strain=True), "strain")):
        Strain.objects.filter(pk__in=some).update(active=False)
    alerts.watch_products(sorted(products), at=at)


def _applied(record_id: int) -> CatalogueImport:
    record = CatalogueImport.objects.select_for_update().filter(pk=record_id).first()
    if record is None:
        raise UndoError(f"There is no import {record_id}.")
    if record.undone_at is not None:
        raise UndoError(f"Import {record_id} was undone on {record.undone_at:%Y-%m-%d} already.")
    return record


def _take_stock_back(record: CatalogueImport, rows: Rows, by: User | None, at: datetime) -> None:
    moved = Movement.objects.filter(
        idempotency_key__startswith=key_prefix(record), batch__in=keys_in(rows, "batch")
    )
    try:
        stock.take_back_many(
            moved.select_related("batch"),
            by=by,
            at=at,
            reason="import undone",
            reference=f"import {record.pk}",
        )
    except stock.StockError as error:
        raise UndoError(f"Nothing was undone. {error}") from None
