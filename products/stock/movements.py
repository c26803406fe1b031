"""What comes in, is put right, is counted and is thrown away."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Q

from products.models import Batch, Movement
from products.reading import plain
from products.stock.arrivals import Receipt, arrival
from products.stock.checks import checked, checked_count, checked_reason
from products.stock.errors import BadQuantityError, NotEnoughError, StockError
from products.stock.ledger import NO_CONDITION, Somebody, carry_out, enough

Kind = Movement.Kind


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
    """Add what arrived."""
    receipt = Receipt(batch, quantity, reason, reference, idempotency_key, assumed)
    return carry_out(arrival(receipt, by, at))


def adjust(
    *,
    batch: Batch,
    quantity: Decimal,
    reason_code: str,
    reason: str,
    by: Somebody,
    at: datetime,
    reference: str = "",
    idempotency_key: str = "",
) -> Movement:
    """Put the quantity right by a signed difference; the note `reason` must say what happened."""
    if not quantity:
        raise BadQuantityError(
            f"Batch {batch.number}: a difference of 0 changes nothing. Give what to add, or with a"
            " minus what to take away."
        )
    size = checked(batch, abs(quantity))
    movement = Movement(
        batch=batch,
        kind=Kind.ADJUST,
        quantity=quantity,
        by=by,
        at=at,
        reason_code=checked_reason(Kind.ADJUST, reason_code, reason, note_needed=True),
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    return carry_out(movement, only_if=enough(size) if quantity < 0 else NO_CONDITION)


def count(
    *,
    batch: Batch,
    expected: Decimal,
    counted: Decimal,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
) -> Movement:
    """Set the quantity to what was counted, by the difference from what was `expected`.

    `expected` is what the counting person was told. Refused where it has changed meanwhile, and
    where less was counted than is reserved.
    """
    checked_count(batch, counted)
    movement = Movement(
        batch=batch,
        kind=Kind.COUNT,
        quantity=counted - expected,
        expected=expected,
        counted=counted,
        by=by,
        at=at,
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    try:
        return carry_out(movement, only_if=Q(on_hand=expected, reserved__lte=counted))
    except NotEnoughError:
        raise _count_refusal(movement) from None


def waste(
    *,
    batch: Batch,
    quantity: Decimal,
    reason_code: str,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
) -> Movement:
    """Take out what was destroyed or sent back, whatever the state of the batch."""
    movement = Movement(
        batch=batch,
        kind=Kind.WASTE,
        quantity=-checked(batch, quantity),
        by=by,
        at=at,
        reason_code=checked_reason(Kind.WASTE, reason_code, reason),
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    return carry_out(movement, only_if=enough(quantity))


def _count_refusal(movement: Movement) -> StockError:
    batch = Batch.objects.get(pk=movement.batch_id)
    counted, expected = movement.counted, movement.expected
    assert counted is not None and expected is not None  # noqa: S101, PT018 - it is a count
    if batch.on_hand != expected:
        return StockError(
            f"Batch {batch.number} went from {plain(expected)} to {plain(batch.on_hand)} on hand"
            " since you looked. Count it again."
        )
    return StockError(
        f"Batch {batch.number}: {plain(counted)} counted, but {plain(batch.reserved)} are reserved."
        " Cancel a reservation first."
    )
