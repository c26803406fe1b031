"""Keeping units of a batch for a pick-up, for a limited time."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError
from django.db.models import F

from products.models import Batch, Movement, Reservation
from products.reading import plain
from products.stock.checks import checked, refuse_unsellable
from products.stock.errors import (
    BadQuantityError,
    KeyReusedError,
    NotEnoughError,
    StockError,
    WrongStateError,
)
from products.stock.ledger import (
    ACTIVE,
    Somebody,
    changing,
    end_reservations,
    enough,
    exactly,
    write,
)


def reserve(
    *,
    batch: Batch,
    quantity: Decimal,
    reference: str,
    until: datetime,
    by: Somebody,
    at: datetime,
    idempotency_key: str = "",
    coa_max_age_months: int | None = None,
) -> Reservation:
    """Keep so much of what is available until then. `reference` is opaque and says nothing of who.

    Raises NotSellableError and NotEnoughError as dispensing does.
    """
    reservation = Reservation(
        batch=batch,
        quantity=checked(batch, quantity),
        reference=reference,
        reserved_at=at,
        expires_at=until,
        by=by,
        idempotency_key=idempotency_key,
    )
    _refuse_unclear(reservation)
    if before := _made_before(reservation):
        return before
    try:
        with changing([batch.pk], at):
            refuse_unsellable(batch, at, coa_max_age_months)
            _keep(reservation)
    except IntegrityError:
        if before := _made_before(reservation):
            return before
        raise
    return reservation


def cancel(
    *, reservation: Reservation, by: Somebody, at: datetime, reason: str = ""
) -> Reservation:
    """Give back what was kept. Raises WrongStateError where it has ended already."""
    with changing([reservation.batch_id], at):
        stored = _active(reservation)
        this = Reservation.objects.filter(pk=stored.pk)
        said = f"{reason} ({by})" if by else reason
        end_reservations(this, Reservation.State.CANCELLED, at, reason=said)
    stored.refresh_from_db()
    return stored


def collect(
    *,
    reservation: Reservation,
    by: Somebody,
    at: datetime,
    coa_max_age_months: int | None = None,
) -> Movement:
    """Hand out exactly what was kept. What blocks a sale blocks this too."""
    if reservation.movement_id:
        return Movement.objects.get(pk=reservation.movement_id)
    with changing([reservation.batch_id], at):
        stored = _active(reservation)
        refuse_unsellable(stored.batch, at, coa_max_age_months)
        movement = Movement(
            batch=stored.batch,
            kind=Movement.Kind.DISPENSE,
            quantity=-stored.quantity,
            by=by,
            at=at,
            reason="collected",
            reference=stored.reference,
            idempotency_key=f"reservation-{stored.pk}",
        )
        write(movement, reserved=exactly(F("reserved") - stored.quantity))
        Reservation.objects.filter(pk=stored.pk).update(
            state=Reservation.State.COLLECTED, ended_at=at, movement=movement
        )
    return movement


def let_go_all_lapsed(*, at: datetime) -> int:
    """Tidy up: what is read and sold never waits for this. Returns how many lapsed."""
    waiting = Reservation.objects.filter(state=ACTIVE, expires_at__lte=at)
    batch_ids = sorted(set(waiting.values_list("batch", flat=True)))
    with changing(batch_ids, at) as lapsed:
        return lapsed


def _refuse_unclear(reservation: Reservation) -> None:
    if reservation.expires_at <= reservation.reserved_at:
        raise BadQuantityError("A reservation must end after it begins. Choose a later time.")
    if not reservation.reference.strip():
        raise StockError("Say what it is kept for: an order number or a name tag.")


def _keep(reservation: Reservation) -> None:
    """Write it and count its units as reserved."""
    batch_id, quantity = reservation.batch_id, reservation.quantity
    reservation.save()
    row = Batch.objects.filter(enough(quantity), pk=batch_id)
    if not row.update(reserved=exactly(F("reserved") + quantity)):
        raise NotEnoughError(Batch.objects.get(pk=batch_id), quantity)


def _active(reservation: Reservation) -> Reservation:
    """The reservation as stored, its batch locked; WrongStateError if it has ended."""
    stored = Reservation.objects.select_related("batch__product", "batch__store").get(
        pk=reservation.pk
    )
    if stored.state != ACTIVE:
        ended = Reservation.State(stored.state).label
        raise WrongStateError(f"Reservation {stored.reference} has ended already: {ended}.")
    return stored


def _made_before(reservation: Reservation) -> Reservation | None:
    key = reservation.idempotency_key
    earlier = Reservation.objects.filter(idempotency_key=key).first() if key else None
    if earlier is None:
        return None
    if (earlier.batch_id, earlier.quantity) != (reservation.batch_id, reservation.quantity):
        raise KeyReusedError(
            f"The key {key!r} already stands for another reservation, of {plain(earlier.quantity)}."
        )
    return earlier
