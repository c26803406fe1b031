"""What was handed out and comes back."""

from datetime import datetime
from decimal import Decimal

from django.db.models import Sum

from products.models import Batch, Movement
from products.reading import plain
from products.stock.checks import checked, checked_reason
from products.stock.errors import StockError
from products.stock.ledger import Somebody, changing, enough, write, written_before

Kind = Movement.Kind


def give_back(
    *,
    batch: Batch,
    quantity: Decimal,
    reason_code: str,
    by: Somebody,
    at: datetime,
    keep: bool = False,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
) -> Movement:
    """Take back what was dispensed; it is written off at once unless it is to be kept.

    What is kept is under the batch's state, so of a released batch it can be sold again. Refused
    for more than was dispensed and has not come back.
    """
    movement = Movement(
        batch=batch,
        kind=Kind.RETURN,
        quantity=checked(batch, quantity),
        by=by,
        at=at,
        reason_code=checked_reason(Kind.RETURN, reason_code, reason),
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    with changing([batch.pk], at):
        if before := written_before(movement):
            return before
        _refuse_more_than_is_out(batch, quantity)
        write(movement)
        if not keep:
            write(_write_off(movement), only_if=enough(quantity))
    return movement


def _refuse_more_than_is_out(batch: Batch, quantity: Decimal) -> None:
    moved = Movement.objects.filter(batch=batch, kind__in=[Kind.DISPENSE, Kind.RETURN])
    out = -(moved.aggregate(together=Sum("quantity"))["together"] or Decimal(0))
    if quantity > out:
        raise StockError(
            f"Batch {batch.number}: {plain(quantity)} cannot come back, only {plain(out)} were"
            " dispensed and are still out. Check the batch number."
        )


def _write_off(returned: Movement) -> Movement:
    key = returned.idempotency_key
    return Movement(
        batch=returned.batch,
        kind=Kind.WASTE,
        quantity=-returned.quantity,
        by=returned.by,
        at=returned.at,
        reason_code=Movement.ReasonCode.RETURNED,
        reason=returned.reason,
        reference=returned.reference,
        idempotency_key=f"{key}:written-off" if key else "",
    )
