"""Fields and kinds of child rows, written and read again; shared by apply and undo."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from json import dumps, loads
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from products.derived import rederive
from products.importing.batches.compare import Change, StoredReading, as_stored
from products.locking import ROWS_PER_QUERY, in_chunks, lock_rows
from products.models import Batch, CannabinoidReading, LabResult, PanelResult, ProductAllergen
from products.reading import Reading

CHILDREN = ("readings", "panels", "allergens", "parents")


def write_all(written: Iterable[tuple[Any, str, Any]]) -> None:
    """Records with a field and its value; children of a record are written as fields of it.

    Quantities and states have moved since the records were read: only these fields are written,
    all that share a value at once.
    """
    alike: dict[tuple[type[Model], str, str], tuple[Any, list[int]]] = {}
    for record, field, value in written:
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
    found = set(touched["batch"])
    for lookup, keys in (
        ("product__in", touched["product"]),
        ("lab_result__in", touched["lab_result"]),
    ):
        for some in in_chunks(keys):
            found |= set(Batch.objects.filter(**{lookup: some}).values_list("pk", flat=True))
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


def as_kept(value: Any) -> Any:
    """The value as ImportedRow.changes keeps it."""
    return loads(dumps(value, cls=DjangoJSONEncoder))


def from_kept(record: Any, field: str, value: Any) -> Any:
    if field in CHILDREN:
        return value
    return record._meta.get_field(field).to_python(value)


def stored_now(record: Any, field: str) -> Any:
    """What a field, or a kind of children, holds at this moment, as `Change` keeps it."""
    if field == "readings":
        return as_stored(row.as_reading() for row in record.readings.all())
    if field == "panels":
        return {row.panel: row.outcome for row in record.panels.all()}
    if field == "allergens":
        return sorted(row.allergen for row in record.allergen_rows.all())
    if field == "parents":
        return sorted(parent.pk for parent in record.parents.all())
    return getattr(record, field)
