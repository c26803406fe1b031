"""The columns of a batch that follow from its lab result, its product and its format.

Whoever saves one of these calls `rederive` in the same transaction. A batch that was never derived
is not sellable, so forgetting it offers nothing wrong.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256

from django.db.models import QuerySet

from products.models import Batch
from products.potency import Bounds, PotencyError, Reading, derive

REQUIRED_PANELS = ("pesticides", "heavy_metals", "microbials", "mycotoxins")
AMOUNTS = (
    "total_thc_percent",
    "total_cbd_percent",
    "thc_mg_per_serving",
    "cbd_mg_per_serving",
    "smallest_thc_mg",
    "smallest_cbd_mg",
)
POTENCY = ("chemotype", "thc_free", *AMOUNTS)
COLUMNS = (*POTENCY, "panels_outcome", "within_bounds", "tie_key")
THOUSANDTH = Decimal("0.001")


def set_derived(batch: Batch, *, readings: Iterable[Reading], panels: Mapping[str, str]) -> None:
    """Set the derived columns without saving; `panels` maps a panel to its outcome.

    Raises PotencyError, naming the batch and the reading, when the result cannot be true.
    """
    try:
        potency = derive(readings, batch.product.facts)
    except PotencyError as error:
        raise PotencyError(f"Batch {batch.number}: {error}") from error
    batch.chemotype = potency.chemotype or ""
    batch.thc_free = potency.thc_free
    for column in AMOUNTS:
        setattr(batch, column, _rounded(getattr(potency, column)))
    kind = batch.product.format
    batch.within_bounds = (kind.bounds if kind else Bounds()).hold(potency)
    batch.panels_outcome = panels_outcome(panels)
    batch.tie_key = sha256(batch.number.encode()).hexdigest()


def set_derived_from_stored(batch: Batch) -> None:
    """As set_derived, from the stored rows of the batch's lab result."""
    result = batch.lab_result
    set_derived(
        batch,
        readings=[row.as_reading() for row in result.readings.all()] if result else [],
        panels={row.panel: row.outcome for row in result.panels.all()} if result else {},
    )


def rederive(batches: QuerySet[Batch]) -> int:
    """Derive these batches, save those that differ, and return how many there were.

    Raises PotencyError as set_derived.
    """
    found = list(
        batches.select_related("product__format", "lab_result").prefetch_related(
            "product__format__route_rows", "lab_result__readings", "lab_result__panels"
        )
    )
    changed = [batch for batch in found if _derived_anew(batch)]
    Batch.objects.bulk_update(changed, COLUMNS, batch_size=200)
    return len(found)


def _derived_anew(batch: Batch) -> bool:
    """Whether deriving from the stored rows made any difference: most often it does not."""
    before = [getattr(batch, column) for column in COLUMNS]
    set_derived_from_stored(batch)
    return before != [getattr(batch, column) for column in COLUMNS]


def panels_outcome(panels: Mapping[str, str]) -> str:
    """Any failed panel fails the batch; a required panel that is missing leaves it untested."""
    if "fail" in panels.values():
        return Batch.PanelsOutcome.FAILED
    passed = all(panels.get(panel) == "pass" for panel in REQUIRED_PANELS)
    return Batch.PanelsOutcome.PASSED if passed else Batch.PanelsOutcome.UNTESTED


def _rounded(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount.quantize(THOUSANDTH)
