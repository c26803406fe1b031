"""Many arrivals and counts at once, as an import brings them, and taking them back."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError
from django.db.models import F

from products.locking import ROWS_PER_QUERY, in_chunks
from products.models import Batch, Movement
from products.stock.checks import checked, checked_count
from products.stock.errors import StockError
from products.stock.ledger import Somebody, alike, changing, exactly

OPPOSITE: dict[str, dict[str, Any]] = {
    Movement.Kind.RECEIVE: {"kind": Movement.Kind.TAKE_BACK},
    Movement.Kind.COUNT: {
        "kind": Movement.Kind.ADJUST,
        "reason_code": Movement.ReasonCode.ENTRY_ERROR,
    },
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """One arrival for receive_many."""

    batch: Batch
    quantity: Decimal
    reason: str = ""
    reference: str = ""
    idempotency_key: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """One figure for count_many: what another system or a sheet says is there."""

    batch: Batch
    counted: Decimal
    reason: str = ""
    reference: str = ""
    idempotency_key: str = ""


def receive_many(receipts: Iterable[Receipt], *, by: Somebody, at: datetime) -> int:
    """Add all of it or none, and return how many were new; known keys are left out."""
    movements = [arrival(receipt, by, at) for receipt in receipts]
    known = _known_keys(movements)
    new = [movement for movement in movements if movement.idempotency_key not in known]
    _write_all(new, at)
    return len(new)


def count_many(counts: Iterable[Counted], *, by: Somebody, at: datetime) -> None:
    """Set on hand to what was counted, all or none.

    The caller has locked the batches and read their on hand since: that is what was expected.
    Raises StockError where more is reserved than was counted.
    """
    movements = [_count(counted, by, at) for counted in counts]
    try:
        _write_all(movements, at)
    except IntegrityError:
        raise StockError(
            "More is reserved of a batch than was counted. Look at it first."
        ) from None


def _count(counted: Counted, by: Somebody, at: datetime) -> Movement:
    expected = counted.batch.on_hand
    return Movement(
        batch=counted.batch,
        kind=Movement.Kind.COUNT,
        quantity=checked_count(counted.batch, counted.counted) - expected,
        expected=expected,
        counted=counted.counted,
        by=by,
        at=at,
        reason=counted.reason,
        reference=counted.reference,
        idempotency_key=counted.idempotency_key,
    )


def take_back_many(
    movements: Iterable[Movement], *, by: Somebody, at: datetime, reason: str, reference: str = ""
) -> None:
    """Write the opposite of each of these arrivals and counts, all or none, each only once.

    Raises StockError where some of it has been sold or reserved since.
    """
    opposites = [
        Movement(
            batch=movement.batch,
            quantity=-movement.quantity,
            by=by,
            at=at,
            reason=reason,
            reference=reference,
            idempotency_key=taken_back_key(movement.pk),
            assumed=movement.assumed,
            **OPPOSITE[movement.kind],
        )
        for movement in movements
        if movement.quantity
    ]
    try:
        _write_all(opposites, at)
    except IntegrityError:
        raise StockError(
            "Some of it has been sold, reserved or taken back since, so it cannot be taken back."
            " Correct those batches by hand."
        ) from None


def taken_back_key(movement_id: int | str) -> str:
    return f"take-back-{movement_id}"


def arrival(receipt: Receipt, by: Somebody, at: datetime) -> Movement:
    return Movement(
        batch=receipt.batch,
        kind=Movement.Kind.RECEIVE,
        quantity=checked(receipt.batch, receipt.quantity),
        by=by,
        at=at,
        reason=receipt.reason,
        reference=receipt.reference,
        idempotency_key=receipt.idempotency_key,
        assumed=receipt.assumed,
    )


def _known_keys(movements: Sequence[Movement]) -> set[str]:
    keys = [movement.idempotency_key for movement in movements if movement.idempotency_key]
    known: set[str] = set()
    for some in in_chunks(keys):
        there = Movement.objects.filter(idempotency_key__in=some)
        known |= set(there.values_list("idempotency_key", flat=True))
    return known


def _write_all(movements: Sequence[Movement], at: datetime) -> None:
    batch_ids = sorted({movement.batch_id for movement in movements})
    with changing(batch_ids, at):
        Movement.objects.bulk_create(movements, batch_size=ROWS_PER_QUERY)
        _add_to_on_hand(movements)


def _add_to_on_hand(movements: Sequence[Movement]) -> None:
    added: defaultdict[int, Decimal] = defaultdict(Decimal)
    for movement in movements:
        added[movement.batch_id] += movement.quantity
    for quantity, batches in alike(added):
        batches.update(on_hand=exactly(F("on_hand") + quantity))
