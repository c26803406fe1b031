"""That what a batch says it holds is what its movements and reservations add up to.

The movements are the truth; `on_hand` and `reserved` are kept beside them so that one UPDATE can
decide. They drift only where somebody writes to the database past `products.stock`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Round

from products.availability import QUANTITY
from products.models import Batch, Movement, Reservation
from products.stock.ledger import let_go_lapsed, lock


@dataclass(frozen=True, slots=True)
class Drift:
    """What a batch holds and what it should, in the product's stock unit."""

    batch: Batch
    on_hand: Decimal
    moved: Decimal
    reserved: Decimal
    promised: Decimal


def drifting() -> QuerySet[Any, Any]:
    """The batches that drift, annotated with `moved` and `promised`, what they should hold."""
    moved = Movement.objects.filter(batch=OuterRef("pk"))
    promised = Reservation.objects.filter(batch=OuterRef("pk"), state=Reservation.State.ACTIVE)
    return Batch.objects.annotate(moved=_sum(moved), promised=_sum(promised)).exclude(
        Q(on_hand=Round("moved", precision=3)) & Q(reserved=Round("promised", precision=3))
    )


def drifts() -> Iterator[Drift]:
    for batch in drifting().select_related("product", "store").order_by("pk").iterator(500):
        yield Drift(
            batch,
            batch.on_hand,
            round(batch.moved, 3),
            batch.reserved,
            round(batch.promised, 3),
        )


def mend(*, at: datetime) -> list[Drift]:
    """Set what drifts to what movements and reservations say; returns what was mended.

    Nothing is mended where what is promised is more than what is there: see to that first.
    """
    with transaction.atomic():
        batch_ids = [drift.batch.pk for drift in drifts()]
        let_go_lapsed(batch_ids, at)
        lock(batch_ids)
        found = [drift for drift in drifts() if drift.batch.pk in set(batch_ids)]
        mended = [drift for drift in found if Decimal(0) <= drift.promised <= drift.moved]
        for drift in mended:
            Batch.objects.filter(pk=drift.batch.pk).update(
                on_hand=drift.moved, reserved=drift.promised
            )
    return mended


def _sum(rows: Any) -> Coalesce:
    together = rows.order_by().values("batch").annotate(together=Sum("quantity"))
    return Coalesce(Subquery(together.values("together")), Decimal(0), output_field=QUANTITY)
