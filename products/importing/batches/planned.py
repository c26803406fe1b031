"""One row's plan, and what the catalogue cannot hold of it."""

from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from products.importing.batches import compare
from products.importing.batches.compare import Change
from products.importing.batches.ground import Ground
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import FLAGGED, Finding, Said
from products.importing.reading.values import plain
from products.models import Batch, LabResult, Product
from products.potency import Bounds, derive


@dataclass(slots=True)
class PlannedRow:
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
    findings: list[Finding] = field(default_factory=list)
    creates: bool = field(init=False)

    def __post_init__(self) -> None:
        self.creates = self.batch.pk is None if self.batch else self._makes_product_or_result()

    def _makes_product_or_result(self) -> bool:
        return self.product.pk is None or (
            self.lab_result is not None and self.lab_result.pk is None
        )

    @property
    def number(self) -> int:
        return self.said.row

    @property
    def what(self) -> str:
        """For people: the key, the name and the batch."""
        named = f"{self.said.key} {self.said.name}"
        return f"{named}, batch {self.said.batch_number}" if self.batch else named

    @property
    def outcome(self) -> str:
        if self.creates:
            return "created"
        changed = self.changes or self.receive or self.count is not None
        return "changed" if changed else "unchanged"

    @property
    def writes(self) -> bool:
        return self.outcome != "unchanged" or self.states_anew

    @property
    def assumed(self) -> list[str]:
        return list(self.batch.assumed) if self.creates and self.batch else []

    @property
    def fingerprint(self) -> list[Any]:
        """What must still be so when it is carried out. Keys of records are not part of it."""
        changes = [[item.on, item.field, f"{item.old}", item.new_as_said] for item in self.changes]
        state = self.batch.state if self.batch and self.creates else ""
        expected = self.batch.on_hand if self.batch and self.count is not None else None
        amounts = [f"{self.receive}", f"{expected}", f"{self.count}"]
        return [self.said.row, self.outcome, state, *amounts, changes]

    def flag(self, column: str, value: object, reason: str, mark: str = FLAGGED) -> None:
        self.findings.append(Finding(self.said.row, column, str(value), reason, mark))


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
    readings = compare.readings_of(result) if result and result.pk else {}
    if planned.said.coa:
        readings |= {item.cannabinoid: item for item in planned.said.coa.readings}
    potency = derive(readings.values(), as_changed.facts)
    bounds = as_changed.format.bounds if as_changed.format else Bounds()
    return potency.total_thc_percent or Decimal(0), bounds.hold(potency)


def refuse_pack_without_unit(said: Said) -> None:
    if ("pack_amount" in said.product) != ("pack_unit" in said.product):
        raise RowRefusedError("a pack size needs both its amount and its unit")


def refuse_other_unit(product: Product, changes: list[Change], ground: Ground) -> None:
    for change in changes:
        if change.field == "stock_unit" and product.pk in ground.moved:
            raise RowRefusedError(
                f"is counted by the {change.old}, and stock has moved: its unit cannot become"
                f" {change.new}"
            )


def refuse_part_of_a_piece(planned: PlannedRow, as_changed: Product) -> None:
    for quantity in (planned.receive, planned.count):
        if as_changed.stock_unit == "each" and (quantity or 0) % 1:
            raise RowRefusedError(f"counted in whole pieces, not {plain(quantity or Decimal(0))}")


def refuse_what_batches_cannot_hold(planned: PlannedRow, ground: Ground, layout: Layout) -> None:
    batch, said = planned.batch, planned.said.batch
    if batch is None:
        return
    tag = said.get("package_tag", "")
    owner = batch.pk or -planned.said.row
    if tag and ground.tags.setdefault(tag, owner) != owner:
        column = layout.columns["package_tag"]
        raise RowRefusedError(
            "another batch at this store has this package tag", column=column, value=tag
        )
    produced = said.get("produced_on", batch.produced_on)
    expires = said.get("expires_on", batch.expires_on)
    if produced and expires and expires <= produced:
        raise RowRefusedError(f"expires on {expires}, which is not after {produced}, when produced")
