"""What the demo's staff have done: received, sold and recalled, each through its verb."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from products import stock
from products.demo.entries import StockEntry
from products.models import Batch, Product
from products.recalls import open_recall
from products.recalls.selection import batch_number

DELIVERY, SALE = time(9), time(10)


@dataclass(frozen=True, slots=True)
class NewBatch:
    row: Batch
    entry: StockEntry


def receive(batches: Sequence[NewBatch], today: date) -> None:
    deliveries: dict[datetime, list[stock.Receipt]] = defaultdict(list)
    for new in batches:
        receipt = stock.Receipt(
            batch=new.row,
            quantity=new.entry.quantity,
            idempotency_key=f"demo:{new.entry.store}:{new.row.number}",
            reason="Demo delivery",
        )
        deliveries[_moment(new, new.entry.received_on(today), DELIVERY)].append(receipt)
    for at, receipts in deliveries.items():
        stock.receive_many(receipts, by=None, at=at)


def sell(batches: Sequence[NewBatch], today: date) -> None:
    for new in batches:
        if new.entry.sold:
            stock.dispense(
                batch=new.row,
                quantity=new.entry.sold,
                by=None,
                at=_moment(new, new.entry.sold_on(today), SALE),
                reason="Demo sale",
            )


def recall(batches: Sequence[NewBatch], today: date) -> None:
    """As staff would: one case for each number, at all stores."""
    recalled: dict[tuple[Product, str], list[NewBatch]] = defaultdict(list)
    for new in batches:
        if new.entry.state == Batch.State.RECALLED:
            recalled[new.row.product, new.row.number].append(new)
    for (product, number), found in recalled.items():
        open_recall(
            what=batch_number(product, number),
            seen=[new.row.pk for new in found],
            reason=found[0].entry.reason,
            by=None,
            at=_moment(found[0], today, DELIVERY),
        )


def _moment(new: NewBatch, day: date, clock: time) -> datetime:
    """That time of the day at the batch's store."""
    return datetime.combine(day, clock, ZoneInfo(new.row.store.time_zone))
