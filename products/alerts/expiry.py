"""Which batches stand with how many days left, and which of that is new.

Of a batch one alert is open: that for the nearest limit it has crossed. Delisted products and
inactive stores are no exception: what is there still has to be taken off the shelf in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import OuterRef, Q, QuerySet, Subquery

from products.alerts.clearing import clear
from products.locking import in_chunks
from products.models import Batch, StockAlert
from products.sellable import day_at

# Days before the first day on which it may no longer be sold; 0 is that day.
LIMITS_DAYS = (0, 30, 60, 90)
STOCK = Q(on_hand__gt=Decimal(0)) & ~Q(state=Batch.State.RECALLED)
OPEN = StockAlert.objects.filter(kind=StockAlert.Kind.EXPIRY, cleared_at=None).order_by("threshold")
TOLD = Subquery(OPEN.filter(batch=OuterRef("pk")).values("threshold")[:1])


@dataclass(frozen=True, slots=True)
class Standing:
    """`limit` is the nearest one crossed, None where nothing is to be told; both count days."""

    batch: Batch
    days_left: int
    limit: int | None
    told: Decimal | None

    @property
    def has_changed(self) -> bool:
        return self.limit != self.told

    def alert(self, at: datetime) -> StockAlert:
        return StockAlert(
            kind=StockAlert.Kind.EXPIRY,
            product_id=self.batch.product_id,
            store_id=self.batch.store_id,
            batch=self.batch,
            threshold=Decimal(self.limit or 0),
            figure=Decimal(self.days_left),
            raised_at=at,
        )


def standings(batches: QuerySet[Batch], at: datetime) -> list[Standing]:
    """One for each of these `annotated` batches. One query."""
    needed = ("product", "store__time_zone", "expires_on", "on_hand", "state")
    rows = batches.select_related("store").only(*needed)
    return [_standing(batch, at) for batch in rows]


def annotated(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """With `told`: the limit of its open alert."""
    return batches.annotate(told=TOLD)


def worth_a_look(at: datetime) -> QuerySet[Batch]:
    """All that may have changed, `annotated`; what surely has not need not be read.

    Somewhere on earth it is still yesterday, and somewhere else tomorrow.
    """
    yesterday, tomorrow = (at - timedelta(days=1)).date(), (at + timedelta(days=1)).date()
    near = STOCK & Q(expires_on__lte=tomorrow + timedelta(days=LIMITS_DAYS[-1]))
    unchanged = Q(told=0, expires_on__lte=yesterday)
    for tighter, limit in pairwise(LIMITS_DAYS):
        after, until = tomorrow + timedelta(days=tighter), yesterday + timedelta(days=limit)
        unchanged |= Q(told=limit, expires_on__gt=after, expires_on__lte=until)
    batches = annotated(Batch.objects.filter(near | Q(pk__in=OPEN.values("batch"))))
    return batches.filter(Q(told=None) | ~(STOCK & unchanged))


def raise_and_clear(standings: Iterable[Standing], at: datetime) -> tuple[list[StockAlert], int]:
    """The new alerts, and how many were cleared. The batches are locked already."""
    changing = {standing.batch.pk: standing for standing in standings}
    raised: list[StockAlert] = []
    cleared = 0
    for some in in_chunks(changing):
        cleared += clear(OPEN.filter(batch__in=some), at)
        new = [changing[key].alert(at) for key in some if changing[key].limit is not None]
        raised += StockAlert.objects.bulk_create(new)
    return raised, cleared


def _standing(batch: Batch, at: datetime) -> Standing:
    told: Decimal | None = batch.told  # type: ignore[attr-defined]  # annotated
    if batch.expires_on is None or not batch.on_hand or batch.state == Batch.State.RECALLED:
        return Standing(batch, 0, None, told)
    days_left = (batch.expires_on - day_at(at, batch.store)).days
    limit = next((limit for limit in LIMITS_DAYS if days_left <= limit), None)
    return Standing(batch, days_left, limit, told)
