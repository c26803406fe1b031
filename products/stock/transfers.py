"""From one store to another: both ends in one transaction."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from products.derived import COLUMNS
from products.models import Batch, Movement, Store
from products.stock.checks import checked
from products.stock.errors import StockError, WrongStateError
from products.stock.ledger import Somebody, changing, enough, lock, write, written_before

State = Batch.State
# What a batch takes along to another store. What of it is derived follows from the same facts.
TAKEN_ALONG = ("product", "number", "lab_result", "expires_on", "produced_on", "assumed", *COLUMNS)

MUST_AGREE = {
    "lab_result_id": "lab result",
    "expires_on": "expiry date",
    "produced_on": "production date",
}


def transfer(
    *,
    batch: Batch,
    to: Store,
    quantity: Decimal,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
) -> Movement:
    """Move units to the batch of the same number at another store, made there if need be.

    Returns the movement out of here; its `arrival` is the one there. A quarantined batch arrives in
    quarantine; a recalled one stays where it is.
    """
    out = Movement(
        batch=batch,
        kind=Movement.Kind.TRANSFER_OUT,
        quantity=-checked(batch, quantity),
        by=by,
        at=at,
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )
    if before := written_before(out):
        return before
    _refuse_place(batch, to)
    try:
        with transaction.atomic():
            _move(out, to)
    except IntegrityError:
        # The same page was sent twice at once: the other one moved it.
        if before := written_before(out):
            return before
        raise
    return out


def _move(out: Movement, to: Store) -> None:
    batch, quantity = out.batch, -out.quantity
    there = _batch_at(to, batch)
    with changing([batch.pk, there.pk], out.at):
        lock([batch.pk, there.pk])
        _refuse_mismatch(Batch.objects.get(pk=batch.pk), Batch.objects.get(pk=there.pk))
        write(out, only_if=enough(quantity))
        write(_arrival(out, there))


def _refuse_place(batch: Batch, to: Store) -> None:
    if batch.store_id == to.pk:
        raise StockError(f"Batch {batch.number} is at {to} already. Choose another store.")
    if not to.active:
        raise StockError(f"{to} is inactive. Choose another store, or reopen it.")


def _refuse_mismatch(batch: Batch, there: Batch) -> None:
    """What bears one number must be one thing at both stores."""
    if State.RECALLED in (batch.state, there.state):
        raise WrongStateError(
            f"Batch {batch.number} is recalled and stays where it is. Waste it, or send it back."
        )
    if there.state == State.RELEASED != batch.state:
        raise WrongStateError(
            f"Batch {batch.number} is in quarantine here and on the shelf at {there.store}."
            " Release it here, or quarantine it there first."
        )
    for field, said in MUST_AGREE.items():
        if getattr(batch, field) != getattr(there, field):
            raise StockError(
                f"Batch {batch.number} has another {said} at {there.store}."
                " Find out which is true and correct it first."
            )


def _batch_at(to: Store, batch: Batch) -> Batch:
    facts = {field: getattr(batch, field) for field in TAKEN_ALONG}
    there, _made = Batch.objects.get_or_create(
        store=to,
        product=facts.pop("product"),
        number=facts.pop("number"),
        defaults=facts | {"state": batch.state, "state_reason": f"transferred from {batch.store}"},
    )
    return there


def _arrival(out: Movement, there: Batch) -> Movement:
    key = out.idempotency_key
    return Movement(
        batch=there,
        kind=Movement.Kind.TRANSFER_IN,
        quantity=-out.quantity,
        by=out.by,
        at=out.at,
        reason=out.reason,
        reference=out.reference,
        counterpart=out,
        idempotency_key=f"{key}:arrival" if key else "",
    )
