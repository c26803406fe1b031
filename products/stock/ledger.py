"""How movements are written and carried out. For the verbs of products.stock; others may `lock`.

A movement and one conditional UPDATE stand in one transaction, so that nothing is taken that is
not there, whoever acts at the same time. Batches are locked first, in the order of their keys, so
that what is read of them stays true and two people never wait for each other; then reorder points.
Lapsed reservations are let go of before, alerts raised after.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Round

from products import alerts
from products.locking import in_chunks, lock_rows
from products.models import Batch, Movement, Reservation
from products.stock.errors import KeyReusedError, NotEnoughError

Somebody = User | None  # None is a program: an import, the demo

NO_CONDITION = Q()
ACTIVE = Reservation.State.ACTIVE


def exactly(expression: CombinedExpression) -> Round:
    """To a thousandth: SQLite adds decimals as floats, and 0.1 + 0.2 would not be 0.3."""
    return Round(expression, precision=3)


def enough(quantity: Decimal) -> Q:
    """That so much of a batch is available."""
    return Q(on_hand__gte=exactly(F("reserved") + quantity))


@contextmanager
def changing(batch_ids: Sequence[int], at: datetime) -> Iterator[int]:
    """One transaction for whatever changes what is available; tells how many reservations lapsed."""
    with transaction.atomic():
        lock(batch_ids)
        yield let_go_lapsed(batch_ids, at)
        alerts.watch(batch_ids, at=at)


def written_before(movement: Movement) -> Movement | None:
    """The movement that already has this one's key; KeyReusedError if it says something else."""
    key = movement.idempotency_key
    earlier = Movement.objects.filter(idempotency_key=key).first() if key else None
    if earlier is None:
        return None
    said = (movement.batch_id, movement.kind, movement.quantity)
    if (earlier.batch_id, earlier.kind, earlier.quantity) != said:
        raise KeyReusedError(f"The key {key!r} already stands for another movement. Use a new key.")
    return earlier


def carry_out(
    movement: Movement, *, only_if: Q = NO_CONDITION, check: Callable[[], None] = lambda: None
) -> Movement:
    """Write the movement and change the quantity where `only_if` holds of the batch, or neither.

    `check` raises StockError for what else speaks against it; the batch is locked by then.
    """
    try:
        with changing([movement.batch_id], movement.at):
            if earlier := written_before(movement):
                return earlier
            check()
            write(movement, only_if=only_if)
    except IntegrityError:
        # Somebody wrote the same key for another batch at the same moment.
        if earlier := written_before(movement):
            return earlier
        raise
    return movement


def write(movement: Movement, *, only_if: Q = NO_CONDITION, **changes: Any) -> None:
    """Inside the caller's transaction. `changes` are further columns of the batch."""
    movement.save()
    row = Batch.objects.filter(only_if, pk=movement.batch_id)
    if not row.update(on_hand=exactly(F("on_hand") + movement.quantity), **changes):
        raise NotEnoughError(Batch.objects.get(pk=movement.batch_id), -movement.quantity)


def lock(batch_ids: Iterable[int]) -> None:
    """Whatever changes batches, or reads them to decide, does so first."""
    lock_rows(Batch, batch_ids, no_key=True)


def hold(batch_ids: Sequence[int]) -> None:
    """For several verbs in one transaction: all that they will lock, in everybody's order."""
    lock(batch_ids)
    alerts.lock_points(batch_ids)


def let_go_lapsed(batch_ids: Sequence[int], at: datetime) -> int:
    """Give back what was kept until before `at`; returns how many reservations lapsed.

    The batches are locked already.
    """
    lapsed = 0
    for some in in_chunks(batch_ids):
        waiting = Reservation.objects.filter(batch__in=some, state=ACTIVE, expires_at__lte=at)
        if waiting.exists():
            lapsed += end_reservations(waiting, Reservation.State.LAPSED, at)
    return lapsed


def end_reservations(
    reservations: Any, state: Reservation.State, at: datetime, reason: str = ""
) -> int:
    """End these active ones and give back what they kept. Their batches are locked already."""
    rows = reservations.filter(state=ACTIVE)
    kept = rows.values_list("batch").annotate(together=Sum("quantity")).order_by("batch")
    given_back = {batch_id: round(together, 3) for batch_id, together in kept}
    ended: int = rows.update(state=state, ended_at=at, ended_reason=reason[:200])
    for quantity, batches in alike(given_back):
        batches.update(reserved=exactly(F("reserved") - quantity))
    return ended


def alike(quantities: Mapping[int, Decimal]) -> Iterator[tuple[Decimal, QuerySet[Batch, Any]]]:
    """Batches by quantity, so that one UPDATE does for all that share one: most share a few."""
    for quantity in sorted(set(quantities.values())):
        batch_ids = [batch_id for batch_id, each in quantities.items() if each == quantity]
        for some in in_chunks(batch_ids):
            yield quantity, Batch.objects.filter(pk__in=some)
