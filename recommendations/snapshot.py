"""A batch as it was when it was suggested, as plain JSON."""

from typing import Any

from products.derived import POTENCY
from products.models import Batch
from recommendations.matching.record import to_record


def snapshot(batch: Batch) -> dict[str, Any]:
    """Amounts are text (Decimals), dates ISO; None where unknown.

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
    return {name: to_record(value) for name, value in facts.items()}
