"""Fields and kinds of child rows, written; shared by apply and undo."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model

from products.derived import rederive
from products.importing.approval import unapproved_first
from products.importing.changes import Change
from products.importing.stored import CHILDREN, StoredReading
from products.locking import ROWS_PER_QUERY, in_chunks, keys_where, lock_rows
from products.models import Batch, CannabinoidReading, LabResult, PanelResult, ProductAllergen
from products.reading import Reading


def write_all(written: Iterable[tuple[Any, str, Any]]) -> None:
    """Records with a field and its value; children of a record are written as fields of it.

    Quantities and states have moved since the records were read: only these fields are written,
    all that share a value at once. A description that is written is not approved any more.
    """
    alike: dict[tuple[type[Model], str, str], tuple[Any, list[int]]] = {}
    for record, field, value in unapproved_first(written):
        if field in CHILDREN:
            _write_children(record, field, value)
        else:
            _, keys = alike.setdefault((type(record), field, repr(value)), (value, []))
            keys.append(record.pk)
    for (model, field, _), (value, keys) in alike.items():
        for some in in_chunks(keys):
            model._default_manager.filter(pk__in=some).update(**{field: value})


def _write_children(record: Any, field: str, value: Any) -> None:
    if field == "readings":
        record.readings.all().delete()
        _make_stored_readings(record, value)
    elif field == "panels":
        record.panels.all().delete()
        make_panels([(record, value)])
    elif field == "allergens":
        record.allergen_rows.all().delete()
        ProductAllergen.objects.bulk_create(
            ProductAllergen(product=record, allergen=name) for name in value
        )
    else:
        record.parents.set(value)


def make_readings(results: Iterable[tuple[LabResult, Iterable[Reading]]]) -> None:
    rows = [
        CannabinoidReading(
            lab_result=result,
            cannabinoid=item.cannabinoid,
            unit=item.unit,
            amount=item.amount,
            detection=item.detection,
        )
        for result, readings in results
        for item in readings
    ]
    CannabinoidReading.objects.bulk_create(rows, batch_size=ROWS_PER_QUERY)


def make_panels(results: Iterable[tuple[LabResult, Mapping[str, str]]]) -> None:
    rows = [
        PanelResult(lab_result=result, panel=panel, outcome=outcome)
        for result, panels in results
        for panel, outcome in panels.items()
    ]
    PanelResult.objects.bulk_create(rows, batch_size=ROWS_PER_QUERY)


def lock_results(changes: Iterable[Change]) -> None:
    """Before the batches, as the form of a lab result does."""
    lock_rows(LabResult, {change.record.pk for change in changes if change.on == "lab_result"})


def touched_batches(changes: Iterable[Change]) -> list[int]:
    """Every batch, at every store, whose own facts, product or result these changes are of."""
    touched: defaultdict[str, set[int]] = defaultdict(set)
    for change in changes:
        touched[change.on].add(change.record.pk)
    found = touched["batch"].union(
        *(keys_where(Batch, on, touched[on]) for on in ("product", "lab_result"))
    )
    return sorted(found)


def rederive_all(batch_ids: Sequence[int]) -> None:
    for some in in_chunks(batch_ids):
        rederive(Batch.objects.filter(pk__in=some))


def _make_stored_readings(result: LabResult, stored: Iterable[StoredReading]) -> None:
    CannabinoidReading.objects.bulk_create(
        CannabinoidReading(
            lab_result=result, cannabinoid=name, unit=unit, amount=amount, detection=detection
        )
        for name, unit, amount, detection in stored
    )
