"""What records hold, as values that JSON keeps: a field's, or those of a kind of child rows."""

from collections.abc import Callable, Iterable, Mapping
from json import dumps, loads
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from products.models import Batch, LabResult, Product, Strain
from products.reading import Reading

Record = Product | Batch | LabResult | Strain
StoredReading = list[Any]  # cannabinoid, unit, amount, detection


def readings_of(lab_result: LabResult) -> dict[str, Reading]:
    return {row.cannabinoid: row.as_reading() for row in lab_result.readings.all()}


def as_stored(readings: Iterable[Reading]) -> list[StoredReading]:
    """In one order, amounts with the decimals of the column."""
    return sorted(
        [
            item.cannabinoid,
            item.unit,
            None if item.amount is None else f"{item.amount:.4f}",
            item.detection,
        ]
        for item in readings
    )


def panels_of(lab_result: LabResult) -> dict[str, str]:
    return {row.panel: row.outcome for row in lab_result.panels.all()}


def allergens_of(product: Product) -> list[str]:
    return sorted(row.allergen for row in product.allergen_rows.all())


def parents_of(strain: Strain) -> list[int]:
    return sorted(parent.pk for parent in strain.parents.all())


def _stored_readings(lab_result: LabResult) -> list[StoredReading]:
    return as_stored(readings_of(lab_result).values())


CHILDREN: Mapping[str, Callable[[Any], Any]] = {
    "readings": _stored_readings,
    "panels": panels_of,
    "allergens": allergens_of,
    "parents": parents_of,
}


def stored_now(record: Record, field: str) -> Any:
    return CHILDREN[field](record) if field in CHILDREN else getattr(record, field)


def as_kept(value: Any) -> Any:
    """The value as ImportedRow.changes keeps it."""
    return loads(dumps(value, cls=DjangoJSONEncoder))


def from_kept(record: Any, field: str, value: Any) -> Any:
    if field in CHILDREN:
        return value
    return record._meta.get_field(field).to_python(value)
