"""Whether there is less of a product at a store than its reorder point.

Nothing is told of delisted products and inactive stores: nobody orders for them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from products.alerts.clearing import clear
from products.availability import available
from products.locking import in_chunks, lock_rows
from products.models import ReorderPoint, StockAlert
from products.sellable import sellable

OPEN = StockAlert.objects.filter(kind=StockAlert.Kind.LOW_STOCK, cleared_at=None)
OF_THE_PAIR = {"product": OuterRef("product"), "store": OuterRef("store")}
ANY = Q()
OPEN_OF_THE_PAIR = OPEN.filter(**OF_THE_PAIR).order_by().values("pk")


@dataclass(frozen=True, slots=True)
class Level:
    """`left` can be sold, in the stock unit; `told` is the open alert's key."""

    point: ReorderPoint
    left: Decimal
    told: int | None

    @property
    def is_low(self) -> bool:
        active = self.point.product.active and self.point.store.active
        return active and self.left < self.point.quantity

    @property
    def has_changed(self) -> bool:
        return self.is_low != (self.told is not None)

    def alert(self, at: datetime) -> StockAlert:
        return StockAlert(
            kind=StockAlert.Kind.LOW_STOCK,
            product_id=self.point.product_id,
            store_id=self.point.store_id,
            threshold=self.point.quantity,
            figure=self.left,
            raised_at=at,
        )


def changed(point_ids: list[int], at: datetime) -> list[Level]:
    """Those of which something new is to be told, or nothing any more.

    At most 500; one query, and one for each store among them.
    """
    points = ReorderPoint.objects.filter(pk__in=point_ids).select_related("product", "store")
    found = list(points.annotate(told=Subquery(OPEN_OF_THE_PAIR)))
    left = _left(found, at)
    levels = (Level(point, left[point.store_id, point.product_id], point.told) for point in found)
    return [level for level in levels if level.has_changed]


def raise_and_clear(point_ids: Iterable[int], at: datetime) -> tuple[list[StockAlert], int]:
    """The new alerts, and how many were cleared.

    The reorder points are locked before anything is counted. Otherwise two people who each take
    from another batch would not see what the other took, and nobody would be told.
    """
    raised: list[StockAlert] = []
    cleared = 0
    for some in in_chunks(point_ids):
        lock_rows(ReorderPoint, some)
        levels = changed(some, at)
        raised += StockAlert.objects.bulk_create(
            level.alert(at) for level in levels if level.is_low
        )
        over = [level.told for level in levels if level.told and not level.is_low]
        cleared += clear(StockAlert.objects.filter(pk__in=over), at)
    return raised, cleared


def clear_without_point(at: datetime, among: Q = ANY) -> int:
    """The limit was taken away, so nothing is below it."""
    points = ReorderPoint.objects.filter(**OF_THE_PAIR)
    found = list(OPEN.filter(~Exists(points), among).values_list("pk", flat=True))
    return clear(StockAlert.objects.filter(pk__in=found), at) if found else 0


def _left(points: Iterable[ReorderPoint], at: datetime) -> defaultdict[tuple[int, int], Decimal]:
    """What can be sold, by the keys of store and product; zero where nothing is."""
    left: defaultdict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for store in {point.store for point in points}:
        theirs = [point.product_id for point in points if point.store_id == store.pk]
        batches = sellable(at=at, store=store).filter(product__in=theirs).order_by()
        sums = batches.annotate(now=available(at)).values("product").annotate(together=Sum("now"))
        for row in sums:
            left[store.pk, row["product"]] = round(row["together"], 3)
    return left
