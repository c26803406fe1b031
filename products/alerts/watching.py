from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery

from products.alerts import expiry, low_stock
from products.alerts.telling import tell
from products.locking import in_chunks, lock_rows
from products.models import Batch, ReorderPoint

THERE = ReorderPoint.objects.filter(product=OuterRef("product"), store=OuterRef("store"))
POINT = Subquery(THERE.order_by().values("pk"))


@dataclass(frozen=True, slots=True)
class Counts:
    """Alerts that one look raised, by kind, and cleared."""

    low_stock: int
    expiry: int
    cleared: int


def watch(batch_ids: Collection[int], *, at: datetime) -> None:
    """Raise and clear the alerts that follow from a change of these batches.

    For the end of the transaction that changed them, which has locked them. One query for each 500
    where no product has a reorder point and no limit was crossed.
    """
    with transaction.atomic(savepoint=False):
        _look_at(batch_ids, at)


def lock_points(batch_ids: Collection[int]) -> None:
    """The reorder points that `watch` would lock for these, for more than one look to come."""
    points: set[int | None] = set()
    for some in in_chunks(batch_ids):
        with_point = Batch.objects.filter(pk__in=some).annotate(point=POINT)
        points |= set(with_point.values_list("point", flat=True))
    lock_rows(ReorderPoint, (point for point in points if point is not None))


def watch_products(product_ids: Collection[int], *, at: datetime) -> None:
    """As `watch`, where products or reorder points changed; sees stores without a batch, too."""
    with transaction.atomic(savepoint=False):
        for some in in_chunks(product_ids):
            theirs = Q(product__in=some)
            points = ReorderPoint.objects.filter(theirs).values_list("pk", flat=True)
            low_stock.clear_without_point(at, theirs)
            _look_at(Batch.objects.filter(theirs).values_list("pk", flat=True), at, points)


def watch_all(*, at: datetime) -> Counts:
    """Look at every reorder point and every batch near its expiry; a second time changes nothing.

    One mail for all of it. Reads first and locks only what has changed.
    """
    near = expiry.standings(expiry.worth_a_look(at), at)
    batch_ids = [standing.batch.pk for standing in near if standing.has_changed]
    point_ids = [level.point.pk for level in _levels_changed(at)]
    with transaction.atomic():
        unlimited = low_stock.clear_without_point(at)
        counts = _look_at(batch_ids, at, point_ids)
    return Counts(counts.low_stock, counts.expiry, counts.cleared + unlimited)


def _look_at(batch_ids: Iterable[int], at: datetime, point_ids: Iterable[int] = ()) -> Counts:
    """All batches first, then all reorder points: one order for everybody who locks them."""
    points, changed_ids = set(point_ids), set[int]()
    for standing in _standings(batch_ids, at):
        points.add(standing.batch.point)  # type: ignore[attr-defined]  # annotated
        changed_ids |= {standing.batch.pk} if standing.has_changed else set()
    lock_rows(Batch, changed_ids)
    changed = [each for each in _standings(changed_ids, at) if each.has_changed]
    expiring, cleared = expiry.raise_and_clear(changed, at)
    low, refilled = low_stock.raise_and_clear(points - {None}, at)
    tell([*low, *expiring], at)
    return Counts(len(low), len(expiring), cleared + refilled)


def _standings(batch_ids: Iterable[int], at: datetime) -> Iterator[expiry.Standing]:
    for some in in_chunks(batch_ids):
        batches = Batch.objects.filter(pk__in=some).annotate(point=POINT)
        yield from expiry.standings(expiry.annotated(batches), at)


def _levels_changed(at: datetime) -> Iterable[low_stock.Level]:
    point_ids = ReorderPoint.objects.values_list("pk", flat=True)
    return (level for some in in_chunks(point_ids) for level in low_stock.changed(some, at))
