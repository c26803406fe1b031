"""What a row says against what the catalogue holds. What the row is silent about stays."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from products.importing.batches.ground import Ground
from products.importing.reading.rows import CHANGED, Coa, Finding, Said
from products.importing.reading.values import plain
from products.models import Batch, LabResult, Product, Strain
from products.models.batch import ASSUMABLE
from products.reading import Reading

StoredReading = list[Any]  # cannabinoid, unit, amount, detection: as JSON keeps it


@dataclass(frozen=True, slots=True)
class Change:
    """One field, from what it is to what the file says; `on` names the record's model."""

    on: str
    record: Product | Batch | LabResult | Strain
    field: str
    old: Any
    new: Any  # a new lab result stands here itself, for its key is not known yet

    @property
    def value(self) -> Any:
        return self.new.pk if isinstance(self.new, LabResult) else self.new

    @property
    def new_as_said(self) -> str:
        return "a new lab result" if isinstance(self.new, LabResult) else f"{self.new}"

    def as_finding(self, row: int, column: str) -> Finding:
        return Finding(
            row, column or self.field, _shown(self.new), f"was {_shown(self.old)}", CHANGED
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "pk": self.record.pk,
            "field": self.field,
            "old": self.old,
            "new": self.value,
        }


def product_changes(said: Said, product: Product, ground: Ground) -> list[Change]:
    new = product_fields(said, ground)
    if said.format_code is None:
        new.pop("format_id")  # what the layout cannot decide, staff may have decided
    if product.pk in ground.undone_products:
        new["active"] = True
    changes = _changes("product", product, new)
    if "allergens" in said.product:
        old, listed = allergens_of(product), sorted(said.product["allergens"])
        if old != listed:
            changes.append(Change("product", product, "allergens", old, listed))
    return changes


def product_fields(said: Said, ground: Ground) -> dict[str, Any]:
    """The columns of a product that the row states, relations by their key."""
    fields = {name: value for name, value in said.product.items() if name != "allergens"}
    strain = ground.strains.get(fields.pop("strain", "").lower())
    if strain is not None:
        fields["strain_id"] = strain.pk
    kind = ground.formats[said.format_code] if said.format_code else None
    fields["format_id"] = kind.pk if kind else None
    return fields


def batch_changes(
    said: Said, batch: Batch, lab_result: LabResult | None, supplied: Collection[str]
) -> list[Change]:
    """`lab_result` is the one that the row speaks of, known or new; None where it has none.

    `supplied` are the facts that the layout assumes for this row, in the words of Batch.assumed.
    """
    new: dict[str, Any] = dict(said.batch)
    told = {"expires_on"} & new.keys()
    if lab_result is not None and batch.lab_result_id != (lab_result.pk or "new"):
        new["lab_result_id"] = lab_result
        told |= {"tested_on", "panels"}
    if "label_thc_mg_per_serving" in said.product:
        told |= {"mg_per_serving"}
    new["assumed"] = [
        fact for fact in ASSUMABLE if fact in (supplied if fact in told else batch.assumed)
    ]
    return _changes("batch", batch, new)


def lab_changes(coa: Coa, lab_result: LabResult) -> list[Change]:
    stated = {"laboratory": coa.laboratory, "certificate_number": coa.certificate_number}
    new: dict[str, Any] = {name: value for name, value in stated.items() if value}
    new["terpenes"] = dict(lab_result.terpenes) | dict(coa.terpenes)
    changes = _changes("lab_result", lab_result, new)
    panels = panels_of(lab_result)
    readings = readings_of(lab_result)
    said_readings = readings | {item.cannabinoid: item for item in coa.readings}
    for name, old, said in (
        ("panels", panels, panels | dict(coa.panels)),
        ("readings", as_stored(readings.values()), as_stored(said_readings.values())),
    ):
        if old != said:
            changes.append(Change("lab_result", lab_result, name, old, said))
    return changes


def readings_of(lab_result: LabResult) -> dict[str, Reading]:
    return {row.cannabinoid: row.as_reading() for row in lab_result.readings.all()}


def panels_of(lab_result: LabResult) -> dict[str, str]:
    return {row.panel: row.outcome for row in lab_result.panels.all()}


def allergens_of(product: Product) -> list[str]:
    return sorted(row.allergen for row in product.allergen_rows.all())


def as_stored(readings: Iterable[Reading]) -> list[StoredReading]:
    """A list that JSON keeps exactly, in one order, amounts with the decimals of the column."""
    return sorted(
        [
            item.cannabinoid,
            item.unit,
            None if item.amount is None else f"{item.amount:.4f}",
            item.detection,
        ]
        for item in readings
    )


def _changes(on: str, record: Any, new: Mapping[str, Any]) -> list[Change]:
    return [
        Change(on, record, field, old, value)
        for field, value in new.items()
        if (old := getattr(record, field)) != value
    ]


def _shown(value: Any) -> str:
    if value is None or value in ("", [], {}):
        return "empty"
    return plain(value) if isinstance(value, Decimal) else f"{value}"[:200]
