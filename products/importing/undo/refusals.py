"""Why an import, or a portion of it, cannot be taken back: something stands on it."""

from typing import Any

from django.db.models import Q, QuerySet

from products.importing.errors import UndoError
from products.importing.movement_keys import BY_IMPORTS
from products.models import Batch, CatalogueImport, ImportedRow, Movement


def refuse_later_import(record: CatalogueImport, rows: QuerySet[ImportedRow]) -> None:
    since = ImportedRow.objects.filter(catalogue_import__pk__gt=record.pk, undone=False)
    same = Q(product__in=keys_in(rows, "product")) | Q(strain__in=keys_in(rows, "strain"))
    if later := since.filter(same).first():
        raise UndoError(
            f"Import {later.catalogue_import_id} came after import {record.pk} and touches the same"
            " records. Undo that one first."
        )


def keys_in(rows: QuerySet[ImportedRow], field: str) -> QuerySet[ImportedRow, Any]:
    """For a query inside a query, where a NULL would hide everything."""
    return rows.exclude(**{field: None}).values(field)


def refuse_used(rows: QuerySet[ImportedRow]) -> None:
    made = Batch.objects.filter(pk__in=keys_in(rows.filter(created_batch=True), "batch"))
    others = Movement.objects.filter(batch__in=made).exclude(BY_IMPORTS)
    sold = others.filter(kind=Movement.Kind.DISPENSE)
    _refuse(rows, made.filter(pk__in=sold.values("batch")), "has been dispensed from")
    moved = "was received, counted, written off or moved by hand since"
    _refuse(rows, made.filter(pk__in=others.values("batch")), moved)
    _refuse(rows, made.filter(state=Batch.State.RECALLED), "has been recalled")
    _refuse(rows, made.filter(reserved__gt=0), "has units reserved")
    for relation in Batch._meta.related_objects:
        # Whoever stands on the catalogue points at its batches; it need not be known by name.
        if relation.related_model._meta.app_label != Batch._meta.app_label:
            users = relation.related_model._default_manager.all()
            used = made.filter(pk__in=users.values(relation.field.attname))
            _refuse(rows, used, f"is named by a {relation.related_model._meta.verbose_name}")
    products = keys_in(rows.filter(created_product=True), "product")
    added = Batch.objects.filter(product__in=products).exclude(pk__in=keys_in(rows, "batch"))
    _refuse(rows, added, "was added to one of its products")


def _refuse(rows: QuerySet[ImportedRow], used: QuerySet[Batch], why: str) -> None:
    batch = used.first()
    if batch is None:
        return
    row = rows.filter(product=batch.product_id).values_list("row", flat=True).first()
    raise UndoError(
        f"Nothing was undone: batch {batch.number} (row {row}) {why}."
        " Correct this import's products by hand instead."
    )
