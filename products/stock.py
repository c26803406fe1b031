"""The only code that changes a batch's quantity or state; every verb is one transaction.

Quantities are in the product's stock unit. The batch passed in is not changed in memory: read it
again to see the new numbers. What is refused raises a StockError with one clear sentence.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from products.ledger import (
    carry_out,
    carry_out_arrivals,
    carry_out_take_backs,
    checked,
    written_before,
)
from products.models import Batch, Movement, StateChange
from products.sellable import why_not_sellable
from products.stock_errors import (
    BadQuantityError,
    KeyReusedError,
    NotEnoughError,
    NotSellableError,
    StockError,
    WrongStateError,
)

__all__ = [
    "BadQuantityError",
    "KeyReusedError",
    "NotEnoughError",
    "NotSellableError",
    "Receipt",
    "StockError",
    "WrongStateError",
    "dispense",
    "quarantine",
    "recall",
    "receive",
    "receive_many",
    "release",
    "take_back_many",
]

State = Batch.State
Somebody = User | None  # None is a program: an import, the demo


@dataclass(frozen=True, slots=True)
class Receipt:
    """One arrival for receive_many."""

    batch: Batch
    quantity: Decimal
    reason: str = ""
    reference: str = ""
    idempotency_key: str = ""
    assumed: bool = False


def receive(
    *,
    batch: Batch,
    quantity: Decimal,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
    assumed: bool = False,
) -> Movement:
    """Add what arrived. The same key again returns the first movement and adds nothing."""
    receipt = Receipt(batch, quantity, reason, reference, idempotency_key, assumed)
    return carry_out(_arrival(receipt, by, at))


def receive_many(receipts: Iterable[Receipt], *, by: Somebody, at: datetime) -> int:
    """Add all of it or none, and return how many were new; known keys are left out."""
    return carry_out_arrivals([_arrival(receipt, by, at) for receipt in receipts])


def take_back_many(
    arrivals: Iterable[Movement], *, by: Somebody, at: datetime, reason: str, reference: str = ""
) -> None:
    """Write the opposite of each of these arrivals, all or none; each can be taken back once.

    Raises StockError where some of it has been sold or reserved since.
    """
    carry_out_take_backs(
        [
            Movement(
                batch=arrival.batch,
                kind=Movement.Kind.TAKE_BACK,
                quantity=-arrival.quantity,
                by=by,
                at=at,
                reason=reason,
                reference=reference,
                idempotency_key=f"take-back-{arrival.pk}",
                assumed=arrival.assumed,
            )
            for arrival in arrivals
        ]
    )


def dispense(
    *,
    batch: Batch,
    quantity: Decimal,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
    coa_max_age_months: int | None = None,
) -> Movement:
    """Hand out. The same key again returns the first movement and takes nothing.

    Raises NotSellableError for what may not be sold that day at the store, NotEnoughError for more
    than is available.
    """
    movement = Movement(
        batch=batch,
        kind=Movement.Kind.DISPENSE,
        quantity=-checked(batch, quantity),
        by=by,
        at=at,
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    if earlier := written_before(movement):
        return earlier
    _refuse_unsellable(batch, at, coa_max_age_months)
    # The state stands here again, for a recall in the moment since the check.
    there = Q(state=State.RELEASED, on_hand__gte=F("reserved") + quantity)
    return carry_out(movement, only_if=there)


def release(*, batch: Batch, by: Somebody, at: datetime, reason: str) -> StateChange:
    """Put a quarantined batch on the shelf."""
    return _change_state(batch, {State.QUARANTINE}, State.RELEASED, by=by, at=at, reason=reason)


def quarantine(*, batch: Batch, by: Somebody, at: datetime, reason: str) -> StateChange:
    """Take a released batch off the shelf until it is released again."""
    return _change_state(batch, {State.RELEASED}, State.QUARANTINE, by=by, at=at, reason=reason)


def recall(*, batch: Batch, by: Somebody, at: datetime, reason: str) -> StateChange:
    """Take a batch off the shelf for good: a recalled one changes its state no more."""
    either = {State.RELEASED, State.QUARANTINE}
    return _change_state(batch, either, State.RECALLED, by=by, at=at, reason=reason)


def _arrival(receipt: Receipt, by: Somebody, at: datetime) -> Movement:
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


def _refuse_unsellable(batch: Batch, at: datetime, coa_max_age_months: int | None) -> None:
    """What is sold out is left to the quantity, whose message says how much there is."""
    today = at.astimezone(ZoneInfo(batch.store.time_zone)).date()
    reasons = why_not_sellable(batch, on=today, coa_max_age_months=coa_max_age_months)
    if blocking := [code for code in reasons if code != "sold_out"]:
        raise NotSellableError(batch, blocking)


def _change_state(
    batch: Batch, expected: set[State], to: State, *, by: Somebody, at: datetime, reason: str
) -> StateChange:
    if not reason.strip():
        raise StockError("Say why, so that the next person understands.")
    with transaction.atomic():
        before = State(Batch.objects.values_list("state", flat=True).get(pk=batch.pk))
        row = Batch.objects.filter(pk=batch.pk, state=before)
        if before not in expected or not row.update(state=to, state_reason=reason):
            raise WrongStateError(
                f"Batch {batch.number} is in the state “{before.label}”,"
                f" from which it cannot become “{to.label}”."
            )
        return StateChange.objects.create(
            batch=batch, from_state=before, to_state=to, by=by, at=at, reason=reason
        )
