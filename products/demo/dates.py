"""Moves the dates of demo lots with the day, so that what was fresh stays fresh."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from products.demo.entries import LotEntry, ProductEntry
from products.demo.rows import demo_products
from products.models import Batch, LabResult


@dataclass(slots=True)
class StoredLot:
    lot: LotEntry
    lab_result: LabResult | None = None
    batches: dict[str, Batch] = field(default_factory=dict)  # by the store's slug

    def counted_from(self) -> date | None:
        """The day from which all its dates count; None if they no longer agree on one."""
        days = {*self._tested_from(), *self._stocked_from()}
        return days.pop() if len(days) == 1 else None

    def move_to(self, today: date) -> None:
        if self.lab_result and self.lot.certificate:
            self.lab_result.tested_on = self.lot.certificate.tested_on(today)
        for entry in self.lot.stock:
            if batch := self.batches.get(entry.store):
                batch.received_on = entry.received_on(today)
                batch.expires_on = self.lot.expires_on(today)

    def _tested_from(self) -> list[date | None]:
        if not self.lot.certificate:
            return []
        tested_on = self.lab_result.tested_on if self.lab_result else None
        return [_plus(tested_on, self.lot.certificate.tested_days_ago)]

    def _stocked_from(self) -> list[date | None]:
        found: list[date | None] = []
        for entry in self.lot.stock:
            if batch := self.batches.get(entry.store):
                found.append(_plus(batch.received_on, entry.received_days_ago))
                found += _expires_from(batch.expires_on, self.lot.expires_in_days)
        return found


def move_dates(entries: Sequence[ProductEntry], today: date) -> int:
    """Moves every lot whose dates stand where the demo put them; returns how many moved.

    A lot of which staff have changed a date since is theirs, and stays.
    """
    moving = [lot for lot in _stored(entries) if lot.counted_from() not in {None, today}]
    for lot in moving:
        lot.move_to(today)
    results = [lot.lab_result for lot in moving if lot.lab_result]
    batches = [batch for lot in moving for batch in lot.batches.values()]
    LabResult.objects.bulk_update(results, ["tested_on"])
    Batch.objects.bulk_update(batches, ["received_on", "expires_on"])
    return len(moving)


def _plus(day: date | None, days: int) -> date | None:
    return None if day is None else day + timedelta(days=days)


def _expires_from(expires_on: date | None, expires_in_days: int | None) -> list[date | None]:
    """None where an expiry was taken away, or given to a lot that the demo left without."""
    if expires_in_days is None:
        return [] if expires_on is None else [None]
    return [_plus(expires_on, -expires_in_days)]


def _stored(entries: Sequence[ProductEntry]) -> list[StoredLot]:
    products = demo_products(entries)
    batches = _batches(
        Batch.objects.filter(product__in=products).select_related("product", "store")
    )
    results = {
        (result.product.slug, result.certificate_number): result
        for result in LabResult.objects.filter(product__in=products).select_related("product")
    }
    return [
        StoredLot(
            lot=lot,
            lab_result=results.get((entry.slug, lot.certificate.number if lot.certificate else "")),
            batches=batches.get((entry.slug, lot.number), {}),
        )
        for entry in entries
        for lot in entry.lots
    ]


def _batches(rows: Iterable[Batch]) -> Mapping[tuple[str, str], dict[str, Batch]]:
    found: dict[tuple[str, str], dict[str, Batch]] = defaultdict(dict)
    for batch in rows:
        found[batch.product.slug, batch.number][batch.store.slug] = batch
    return found
