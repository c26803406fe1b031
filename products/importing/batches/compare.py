"""What a row says against what the catalogue holds. What the row is silent about stays."""

from collections.abc import Collection
from typing import Any

from products.importing.batches.ground import Ground
from products.importing.changes import Change, field_changes
from products.importing.reading.rows import Coa, Said
from products.importing.stored import allergens_of, as_stored, panels_of, readings_of
from products.models import Batch, LabResult, Product
from products.models.batch import ASSUMABLE


def product_changes(said: Said, product: Product, ground: Ground) -> list[Change]:
    new = product_fields(said, ground)
    if said.format_code is None:
        new.pop("format_id")  # what the layout cannot decide, staff may have decided
    if product.pk in ground.undone_products:
        new["active"] = True
    changes = field_changes("product", product, new, ground.names)
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
    if lab_result is not None and not _is_settled(batch, lab_result):
        new["lab_result_id"] = lab_result
        told |= {"tested_on", "panels"}
    if "label_thc_mg_per_serving" in said.product:
        told |= {"mg_per_serving"}
    new["assumed"] = [
        fact for fact in ASSUMABLE if fact in (supplied if fact in told else batch.assumed)
    ]
    old = batch.lab_result
    names = {"lab_result_id": {old.pk: f"{old}"}} if old else {}
    return field_changes("batch", batch, new, names)


def _is_settled(batch: Batch, lab_result: LabResult) -> bool:
    """Whether the batch has this result, or one of a later day: a retest is not taken back."""
    known = batch.lab_result
    return known is not None and (lab_result.pk == known.pk or is_older(batch, lab_result))


def is_older(batch: Batch, lab_result: LabResult) -> bool:
    """Than the batch's own. A day that an import assumed is none."""
    known = batch.lab_result
    return (
        known is not None
        and "tested_on" not in batch.assumed
        and lab_result.tested_on < known.tested_on
    )


def lab_changes(coa: Coa, lab_result: LabResult) -> list[Change]:
    stated = {"laboratory": coa.laboratory, "certificate_number": coa.certificate_number}
    new: dict[str, Any] = {name: value for name, value in stated.items() if value}
    new["terpenes"] = dict(lab_result.terpenes) | dict(coa.terpenes)
    changes = field_changes("lab_result", lab_result, new)
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
