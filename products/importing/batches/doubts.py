"""Why a batch must not be on sale, whatever the layout says, until somebody has looked at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from products.importing.batches.ground import Ground
from products.importing.changes import Change
from products.importing.reading.rows import Said
from products.models import Batch, PanelResult

# No flower holds so little of everything together: 0.22 is a fraction that means 22 %.
LEAST_PERCENT_IN_FLOWER = Decimal(1)
FAIL = PanelResult.Outcome.FAIL
FAILED = Batch.PanelsOutcome.FAILED


@dataclass(frozen=True, slots=True)
class Doubt:
    """`of` names what is doubted: the row's batch, or every batch of its product or lab result."""

    reason: str
    of: str  # batch, product or lab_result


def doubts_of_new(said: Said, batch: Batch, ground: Ground) -> list[str]:
    """Reasons for which a new batch, whose columns are derived, stays in quarantine."""
    recalled = ground.recall_of(batch.product, said.batch_number, said.coa.lot if said.coa else "")
    failed = "a panel of its lab result failed" if batch.panels_outcome == FAILED else ""
    return [reason for reason in (recalled, said.doubt, failed, _fraction(said, batch)) if reason]


def _fraction(said: Said, batch: Batch) -> str:
    kind = batch.product.format
    if said.coa is None or kind is None or "smoked" not in kind.routes:
        return ""
    percents = [
        reading.amount
        for reading in said.coa.readings
        if reading.amount is not None and reading.unit == "percent"
    ]
    together = sum(percents, Decimal(0))
    if not 0 < together < LEAST_PERCENT_IN_FLOWER:
        return ""
    return f"less than {LEAST_PERCENT_IN_FLOWER} % cannabinoids in all: is it a fraction?"


def doubts_of_known(said: Said, batch: Batch | None, changes: list[Change]) -> list[Doubt]:
    """Reasons for which batches that are on sale go back to quarantine."""
    found = list(_of_changes(changes))
    if batch is None or batch.state != Batch.State.RELEASED:
        return found
    if said.doubt:
        found.append(Doubt(said.doubt, "batch"))
    if batch.panels_outcome == FAILED and any(item.field == "lab_result_id" for item in changes):
        found.append(Doubt("its earlier lab result failed: look at both", "batch"))
    return found


def _of_changes(changes: list[Change]) -> Iterator[Doubt]:
    for change in changes:
        if change.field == "format_id" and change.old is not None:
            yield Doubt("an import gave the product another format", "product")
        elif change.field == "panels" and _takes_a_failure_back(change):
            yield Doubt("an import turned a failed panel into another outcome", "lab_result")


def _takes_a_failure_back(change: Change) -> bool:
    return any(
        found == FAIL and change.new.get(panel) != FAIL for panel, found in change.old.items()
    )
