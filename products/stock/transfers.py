"""From one store to another: both ends in one transaction."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from products.derived import rederive
from products.models import Batch, Movement, Store
from products.stock.checks import checked
from products.stock.errors import KeyReusedError, StockError, WrongStateError
from products.stock.ledger import Somebody, changing, enough, lock, write, written_before
from products.stock.states import refuse_recalled_number

State = Batch.State
TAKEN_ALONG = ("product", "number", "lab_result", "expires_on", "produced_on", "assumed")

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
    _refuse_place(batch, to)
    with transaction.atomic():
        here, there = _both_ends(batch, to)
        if before := written_before(out):
            return _moved_before(before, to)
        with changing([here.pk, there.pk], at):
            _refuse_mismatch(here, there)
            write(out, only_if=enough(quantity))
            write(_arrival(out, there))
    return out


def _both_ends(batch: Batch, to: Store) -> tuple[Batch, Batch]:
    """As they are stored, and locked; what is not there yet is made as it is here."""
    theirs = Batch.objects.filter(store=to, product=batch.product_id, number=batch.number)
    lock([batch.pk, *theirs.values_list("pk", flat=True)])
    here = Batch.objects.select_related("product", "store").get(pk=batch.pk)
    facts = {field: getattr(here, field) for field in TAKEN_ALONG}
    there, made = Batch.objects.get_or_create(
        store=to,
        product=facts.pop("product"),
        number=facts.pop("number"),
        defaults=facts | {"state": here.state, "state_reason": f"transferred from {here.store}"},
    )
    if made:
        rederive(Batch.objects.filter(pk=there.pk))
    return here, there


def _moved_before(out: Movement, to: Store) -> Movement:
    if out.arrival.batch.store_id != to.pk:
        raise KeyReusedError(f"This was moved to {out.arrival.batch.store} already. Start again.")
    return out


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
    refuse_recalled_number(batch, "It stays where it is.")
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
