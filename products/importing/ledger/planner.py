"""One row after another against the ledger: known movements are compared, counts are planned."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.ledger.ground import Ground, mark_of
from products.importing.ledger.said import LedgerSaid
from products.importing.reading.rows import CHANGED, Finding
from products.importing.reading.values import clean, plain
from products.models import Batch, Movement


@dataclass(slots=True)
class PlannedEntry:
    """What one row would do. `batch` and `counted` are those of a count that is to be written."""

    said: LedgerSaid
    batch: Batch | None = None
    counted: Decimal | None = None
    findings: list[Finding] = field(default_factory=list)

    @property
    def number(self) -> int:
        return self.said.row

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
    def writes(self) -> bool:
        return self.outcome != "unchanged"

    @property
    def assumed(self) -> list[str]:
        return []

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
        for field_name, is_so, now in _comparisons(said, known, self.ground):
            if not is_so:
                raise RowRefusedError(
                    f"movement {number} says {field_name} = {now}; a movement is never rewritten."
                    " Correct the stock by a new one",
                    column=self.layout.columns[field_name],
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
        told = Finding(
            said.row,
            self.layout.columns["counted"],
            plain(counted),
            f"was {plain(batch.on_hand)} on hand",
            CHANGED,
        )
        return PlannedEntry(said, batch, counted, [*said.findings, told])

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


def _comparisons(
    said: LedgerSaid, known: Movement, ground: Ground
) -> Iterator[tuple[str, bool, str]]:
    """Field, whether it is as the row says, and what it is. What the row leaves empty is so."""
    batch, who = known.batch, known.by.get_username() if known.by else ""
    texts = {
        "product_key": batch.product.registration_number,
        "batch_number": batch.number,
        "kind": known.kind,
        "by": who,
        "note": known.reason,
    }
    for name, held in texts.items():
        stated = getattr(said, name)
        yield name, not stated or clean(stated) == clean(held), held
    for name, amount in (("quantity", known.quantity), ("counted", known.counted)):
        stated = getattr(said, name)
        yield name, stated is None or stated == amount, "" if amount is None else plain(amount)
    yield "at", _is_at(said, known, ground), known.at.isoformat()


def _is_at(said: LedgerSaid, known: Movement, ground: Ground) -> bool:
    if said.at is None:
        return True
    moment = ground.moment_of(said)
    if said.day_only:
        return known.at.astimezone(moment.tzinfo).date() == moment.date()
    return moment == known.at
