"""One row's plan, and the product as it would be once that is carried out."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from products.importing.batches import make
from products.importing.batches.doubts import Doubt
from products.importing.batches.ground import Ground
from products.importing.changes import Change
from products.importing.kinds import PlannedLine
from products.importing.reading.rows import Finding, Said
from products.models import Batch, LabResult, Product
from products.potency import Bounds, derive


@dataclass(slots=True)
class PlannedRow(PlannedLine):
    """What one row would do. `creates` outlives the saving of the records it would make.

    Without a `batch` the row is about the product, or about a lab result of it.
    """

    said: Said
    product: Product
    batch: Batch | None
    lab_result: LabResult | None = None
    changes: list[Change] = field(default_factory=list)
    receive: Decimal | None = None
    count: Decimal | None = None  # what is there by another system's word
    states_anew: bool = False  # another on hand than the last file; remembered even if it is ours
    panels: Mapping[str, str] = field(default_factory=dict)  # of a lab result that it makes
    doubts: list[Doubt] = field(default_factory=list)  # for which known batches leave the shelf
    findings: list[Finding] = field(default_factory=list)
    creates: bool = field(init=False)

    def __post_init__(self) -> None:
        self.creates = self.batch.pk is None if self.batch else self._makes_product_or_result()

    def _makes_product_or_result(self) -> bool:
        return self.product.pk is None or (
            self.lab_result is not None and self.lab_result.pk is None
        )

    @property
    def what(self) -> str:
        named = f"{self.said.key} {self.said.name}"
        return f"{named}, batch {self.said.batch_number}" if self.batch else named

    @property
    def outcome(self) -> str:
        if self.creates:
            return "created"
        changed = self.changes or self.receive or self.count is not None or self.doubts
        return "changed" if changed else "unchanged"

    @property
    def writes(self) -> bool:
        return self.states_anew or self.outcome != "unchanged"

    @property
    def assumed(self) -> list[str]:
        return list(self.batch.assumed) if self.creates and self.batch else []

    @property
    def fingerprint(self) -> list[Any]:
        changes = [[item.on, item.field, f"{item.old}", item.new_as_said] for item in self.changes]
        state = self.batch.state if self.batch and self.creates else ""
        expected = self.batch.on_hand if self.batch and self.count is not None else None
        amounts = [f"{self.receive}", f"{expected}", f"{self.count}"]
        doubts = [[doubt.of, doubt.reason] for doubt in self.doubts]
        return [self.said.row, self.outcome, state, *amounts, changes, doubts]


def as_changed_by(product: Product, changes: list[Change], ground: Ground) -> Product:
    """The product as it would be, to derive from; the one loaded stays as it is."""
    if not changes:
        return product
    changed = copy(product)
    formats = {kind.pk: kind for kind in ground.formats.values()}
    for change in changes:
        if change.field == "format_id":
            changed.format = formats.get(change.new)
        elif change.field != "allergens":
            setattr(changed, change.field, change.new)
    return changed


def strength_after(planned: PlannedRow, as_changed: Product) -> tuple[Decimal, bool]:
    """Total THC in percent, and whether the format can hold it, once the plan is carried out.

    Raises PotencyError where what would be stored cannot be true of the product.
    """
    batch = planned.batch
    unchanged = as_changed is planned.product and not planned.changes
    if batch and (planned.creates or unchanged):
        return batch.total_thc_percent or Decimal(0), batch.within_bounds
    result = planned.lab_result or (batch.lab_result if batch else None)
    potency = derive(make.readings_after(planned.said, result).values(), as_changed.facts)
    bounds = as_changed.format.bounds if as_changed.format else Bounds()
    return potency.total_thc_percent or Decimal(0), bounds.hold(potency)
