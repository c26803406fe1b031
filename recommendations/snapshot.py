"""A batch as it was when it was suggested, as plain JSON."""

from typing import Any

from products.derived import POTENCY
from products.models import Batch
from products.translated import in_every_language
from recommendations.matching.record import to_record


def snapshot(batch: Batch) -> dict[str, Any]:
    """Amounts are text (Decimals), dates ISO; None where unknown.

    `told` gives product, format and store the name in each language that has one.
    `smallest_amount` is in `measure_unit`: piece, ml, spray, gram or inhalation. Product, format,
    store and lab result are loaded.
    """
    product, kind, tested = batch.product, batch.product.format, batch.lab_result
    if kind is None or tested is None:
        raise ValueError(f"{batch}: only what is sellable is suggested")
    facts = {
        "product": product.name,
        "producer": product.producer,
        "format": kind.name,
        "batch": batch.number,
        "store": batch.store.name,
        "expires_on": batch.expires_on,
        "laboratory": tested.laboratory,
        "tested_on": tested.tested_on,
        "assumed": tuple(batch.assumed),
        "measure_unit": kind.measure_unit,
        "serving_amount": product.serving_amount,
        "smallest_amount": product.facts.smallest_measurable_amount,
    }
    facts |= {name: getattr(batch, name) for name in POTENCY}
    return {name: to_record(value) for name, value in facts.items()} | {"told": _told(batch)}


def _told(batch: Batch) -> dict[str, dict[str, str]]:
    """What patients read, in every language that there was."""
    named = {"product": batch.product, "format": batch.product.format, "store": batch.store}
    return {part: in_every_language(record, "name") for part, record in named.items() if record}
