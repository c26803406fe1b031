"""One row's plan, and what the catalogue cannot hold of it."""

from copy import copy
from dataclasses import dataclass, field
from decimal import Decimal

from products.importing import compare
from products.importing.compare import Change
from products.importing.errors import RowRefusedError
from products.importing.ground import Ground
from products.importing.rows import FLAGGED, Finding, Said
from products.importing.values import plain
from products.models import Batch, LabResult, Product
from products.potency import Bounds, derive


@dataclass(slots=True)
class PlannedRow:
    """What one row would do. `creates` outlives the saving of the records it would make."""

    said: Said
    product: Product
    batch: Batch
    lab_result: LabResult | None = None
    changes: list[Change] = field(default_factory=list)
    receive: Decimal | None = None
    findings: list[Finding] = field(default_factory=list)
    creates: bool = field(init=False)

    def __post_init__(self) -> None:
        self.creates = self.batch.pk is None

    @property
    def outcome(self) -> str:
        if self.creates:
            return "created"
        return "changed" if self.changes or self.receive else "unchanged"

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
    if planned.creates or unchanged:
        return batch.total_thc_percent or Decimal(0), batch.within_bounds
    result = planned.lab_result or batch.lab_result
    readings = compare.readings_of(result) if result and result.pk else {}
    if planned.said.coa:
        readings |= {item.cannabinoid: item for item in planned.said.coa.readings}
    potency = derive(readings.values(), as_changed.facts)
    bounds = as_changed.format.bounds if as_changed.format else Bounds()
    return potency.total_thc_percent or Decimal(0), bounds.hold(potency)


def refuse_pack_without_unit(said: Said) -> None:
    if ("pack_amount" in said.product) != ("pack_unit" in said.product):
        raise RowRefusedError("a pack size needs both its amount and its unit")


def refuse_part_of_a_piece(planned: PlannedRow) -> None:
    if planned.product.stock_unit == "each" and (planned.receive or 0) % 1:
        raise RowRefusedError(
            f"counted in whole pieces, not {plain(planned.receive or Decimal(0))}"
        )
