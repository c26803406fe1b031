"""One row after another against the ledger: known movements are compared, counts are planned."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.kinds import PlannedLine
from products.importing.layout.whole import Layout
from products.importing.ledger.compare import differences
from products.importing.ledger.ground import Ground, mark_of
from products.importing.ledger.said import LedgerSaid
from products.importing.reading.rows import CHANGED, Finding
from products.models import Batch
from products.reading import plain


@dataclass(slots=True)
class PlannedEntry(PlannedLine):
    """What one row would do. `batch` and `counted` are those of a count that is to be written."""

    said: LedgerSaid
    batch: Batch | None = None
    counted: Decimal | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def what(self) -> str:
        said = self.said
        if said.movement is not None:
            return f"movement {said.movement}"
        return f"{said.product_key}, batch {said.batch_number}, counted"

    @property
    def outcome(self) -> str:
        return "unchanged" if self.batch is None else "created"

    @property
    def fingerprint(self) -> list[Any]:
        """What must still be so when it is carried out: also what is expected there."""
        expected = plain(self.batch.on_hand) if self.batch else ""
        return [self.number, self.outcome, expected, f"{self.counted}"]


class LedgerPlanner:
    def __init__(self, ground: Ground, layout: Layout) -> None:
        self.ground = ground
        self.layout = layout

    def plan(self, said: LedgerSaid) -> PlannedEntry:
        """Raises RowRefusedError where the ledger says something else, or cannot hold the count."""
        if said.movement is not None:
            self._refuse_other_movement(said, said.movement)
            return PlannedEntry(said, findings=list(said.findings))
        return self._count(said)

    def _refuse_other_movement(self, said: LedgerSaid, number: int) -> None:
        column = self.layout.columns["movement"]
        known = self.ground.movements.get(number)
        if known is None:
            raise RowRefusedError(
                "there is no movement of this number. To count a batch leave the number empty and"
                " fill counted and at",
                column=column,
                value=f"{number}",
            )
        for name, now in differences(said, known, self.ground):
            raise RowRefusedError(
                f"movement {number} says {name} = {now}; a movement is never rewritten."
                " Correct the stock by a new one",
                column=self.layout.columns[name],
            )

    def _count(self, said: LedgerSaid) -> PlannedEntry:
        batch = self.ground.batches.get((said.product_key, said.batch_number))
        if batch is None:
            raise RowRefusedError(
                f"there is no such batch at {self.ground.store}; bring it with the layout ours",
                column=self.layout.columns["batch_number"],
                value=said.batch_number,
            )
        if mark_of(said) in self.ground.counts[batch.pk]:
            return PlannedEntry(said, findings=list(said.findings))
        counted = said.counted or Decimal(0)
        self._refuse_impossible(counted, batch)
        self._refuse_stale(said, batch, self.ground.today)
        planned = PlannedEntry(said, batch, counted, list(said.findings))
        was = f"was {plain(batch.on_hand)} on hand"
        planned.flag(self.layout.columns["counted"], plain(counted), was, CHANGED)
        return planned

    def _refuse_impossible(self, counted: Decimal, batch: Batch) -> None:
        reason = ""
        if counted != round(counted, 3):
            reason = "has more than 3 decimals"
        elif batch.product.stock_unit == "each" and counted % 1:
            reason = "is a part of a piece; this product is counted in whole pieces"
        elif counted < batch.reserved:
            reason = (
                f"{plain(batch.reserved)} are reserved for patients; cancel some, or look again"
            )
        if reason:
            raise RowRefusedError(
                reason, column=self.layout.columns["counted"], value=plain(counted)
            )

    def _refuse_stale(self, said: LedgerSaid, batch: Batch, today: date) -> None:
        """What was sold since would come back by an older count."""
        moment, moved_on = self.ground.moment_of(said), self.ground.moved_on.get(batch.pk)
        reason = ""
        if moment.date() > today:
            reason = "lies in the future"
        elif moved_on and moved_on > moment:
            at = moved_on.astimezone(moment.tzinfo)
            reason = f"the batch was booked on {at:%Y-%m-%d at %H:%M}, after this; count it again"
        if reason:
            column, shown = self.layout.columns["at"], f"{said.at:%Y-%m-%d %H:%M}"
            raise RowRefusedError(reason, column=column, value=shown)
