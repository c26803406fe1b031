"""Between quarantine, released and recalled."""

from collections.abc import Sequence
from datetime import datetime

from products.locking import in_chunks
from products.models import Batch, RecalledBatch, Reservation, StateChange
from products.stock.errors import StockError, WrongStateError
from products.stock.ledger import Somebody, changing, end_reservations

State = Batch.State


def release(*, batch: Batch, by: Somebody, at: datetime, reason: str) -> StateChange:
    """Put a quarantined batch on the shelf, unless its number was recalled at any store."""
    refuse_recalled_number(batch, "It cannot be released.")
    return _change_state(batch, {State.QUARANTINE}, State.RELEASED, by=by, at=at, reason=reason)


def quarantine(*, batch: Batch, by: Somebody, at: datetime, reason: str) -> StateChange:
    """Take a released batch off the shelf until it is released again; reservations wait."""
    return _change_state(batch, {State.RELEASED}, State.QUARANTINE, by=by, at=at, reason=reason)


def recall(*, batch_ids: Sequence[int], by: Somebody, at: datetime, reason: str) -> list[Batch]:
    """Take these off the shelf for good and cancel what was reserved of them.

    Returns them as they were, in the order of their keys; one that is recalled already stays so.
    For `products.recalls`, which records the case.
    """
    _refuse_silence(reason)
    with changing(batch_ids, at):
        return [batch for some in in_chunks(batch_ids) for batch in _recall(some, by, at, reason)]


def _recall(batch_ids: Sequence[int], by: Somebody, at: datetime, reason: str) -> list[Batch]:
    batches = list(Batch.objects.filter(pk__in=batch_ids).order_by("pk"))
    changing_state = [batch for batch in batches if batch.state != State.RECALLED]
    StateChange.objects.bulk_create(
        StateChange(
            batch=batch,
            from_state=batch.state,
            to_state=State.RECALLED,
            by=by,
            at=at,
            reason=reason,
        )
        for batch in changing_state
    )
    rows = Batch.objects.filter(pk__in=[batch.pk for batch in changing_state])
    rows.update(state=State.RECALLED, state_reason=reason)
    theirs = Reservation.objects.filter(batch__in=batch_ids)
    end_reservations(theirs, Reservation.State.CANCELLED, at, reason=reason)
    return batches


def refuse_recalled_number(batch: Batch, so: str) -> None:
    """Of whatever store, and however its letters are written."""
    recalled = RecalledBatch.objects.filter(
        batch__product=batch.product_id, batch__number__iexact=batch.number
    ).first()
    if recalled:
        raise WrongStateError(
            f"Batch {batch.number} of this product was recalled (recall {recalled.case_id}). {so}"
        )


def _change_state(
    batch: Batch, expected: set[State], to: State, *, by: Somebody, at: datetime, reason: str
) -> StateChange:
    _refuse_silence(reason)
    with changing([batch.pk], at):
        before = State(Batch.objects.values_list("state", flat=True).get(pk=batch.pk))
        if before not in expected:
            raise WrongStateError(
                f"Batch {batch.number} is in the state “{before.label}”,"
                f" from which it cannot become “{to.label}”."
            )
        Batch.objects.filter(pk=batch.pk).update(state=to, state_reason=reason)
        return StateChange.objects.create(
            batch=batch, from_state=before, to_state=to, by=by, at=at, reason=reason
        )


def _refuse_silence(reason: str) -> None:
    if not reason.strip():
        raise StockError("Say why, so that the next person understands.")
