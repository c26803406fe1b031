"""How a movement is written and carried out. For products.stock alone.

The movement and one conditional UPDATE stand in one transaction, so that nothing is taken that is
not there, whoever acts at the same time.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from products.models import Batch, Movement
from products.reading import plain
from products.stock_errors import (
    BadQuantityError,
    KeyReusedError,
    NotEnoughError,
    NotSellableError,
    StockError,
)

NO_CONDITION = Q()
ROWS_PER_QUERY = 500


def checked(batch: Batch, quantity: Decimal) -> Decimal:
    """The quantity in the product's stock unit, or BadQuantityError."""
    exact = quantity.is_finite() and quantity == round(quantity, 3)
    if not exact or quantity <= 0:
        raise BadQuantityError(
            f"Batch {batch.number}: {quantity} is not a quantity. Give a number above zero with at"
            " most three decimals."
        )
    if batch.product.stock_unit == "each" and quantity % 1:
        raise BadQuantityError(
            f"Batch {batch.number} is counted in whole pieces, not {plain(quantity)}."
            " Give a whole number."
        )
    return quantity


def written_before(movement: Movement) -> Movement | None:
    """The movement that already has this one's key; KeyReusedError if it says something else."""
    key = movement.idempotency_key
    earlier: Movement | None = None
    if key:
        earlier = Movement.objects.filter(idempotency_key=key).first()
    if earlier is None:
        return None
    if (earlier.batch_id, earlier.quantity) != (movement.batch_id, movement.quantity):
        raise KeyReusedError(f"The key {key!r} already stands for another movement. Use a new key.")
    return earlier


def carry_out(movement: Movement, *, only_if: Q = NO_CONDITION) -> Movement:
    """Write the movement and change the quantity where `only_if` holds of the batch, or neither."""
    if earlier := written_before(movement):
        return earlier
    try:
        with transaction.atomic():
            movement.save()
            row = Batch.objects.filter(only_if, pk=movement.batch_id)
            if not row.update(on_hand=F("on_hand") + movement.quantity):
                raise _refusal(movement)
    except IntegrityError:
        # Somebody wrote the same key at the same moment: theirs is the movement.
        if earlier := written_before(movement):
            return earlier
        raise
    return movement


def carry_out_arrivals(movements: Sequence[Movement]) -> int:
    """Write all these arrivals or none, without those whose key is known; return how many."""
    with transaction.atomic():
        known = _known_keys(movements)
        new = [movement for movement in movements if movement.idempotency_key not in known]
        Movement.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)
        _add_to_on_hand(new)
    return len(new)


def carry_out_take_backs(movements: Sequence[Movement]) -> None:
    """Write all these, or none where a batch no longer has free what is to be taken back."""
    try:
        with transaction.atomic():
            Movement.objects.bulk_create(movements, batch_size=ROWS_PER_QUERY)
            _add_to_on_hand(movements)
    except IntegrityError:
        raise StockError(
            "Some of it has been sold, reserved or taken back since, so it cannot be taken back."
            " Correct those batches by hand."
        ) from None


def _refusal(movement: Movement) -> StockError:
    batch = Batch.objects.get(pk=movement.batch_id)
    if batch.state == Batch.State.RELEASED:
        return NotEnoughError(batch, -movement.quantity)
    reason = "recalled" if batch.state == Batch.State.RECALLED else "quarantined"
    return NotSellableError(batch, [reason])


def _known_keys(movements: Sequence[Movement]) -> set[str]:
    keys = [movement.idempotency_key for movement in movements if movement.idempotency_key]
    known: set[str] = set()
    for start in range(0, len(keys), ROWS_PER_QUERY):
        some = Movement.objects.filter(idempotency_key__in=keys[start : start + ROWS_PER_QUERY])
        known |= set(some.values_list("idempotency_key", flat=True))
    return known


def _add_to_on_hand(movements: Sequence[Movement]) -> None:
    """With one UPDATE for all batches that get the same quantity: arrivals repeat a few."""
    added: defaultdict[int, Decimal] = defaultdict(Decimal)
    for movement in movements:
        added[movement.batch_id] += movement.quantity
    for quantity in set(added.values()):
        batch_ids = [batch_id for batch_id, total in added.items() if total == quantity]
        for start in range(0, len(batch_ids), ROWS_PER_QUERY):
            some = Batch.objects.filter(pk__in=batch_ids[start : start + ROWS_PER_QUERY])
            some.update(on_hand=F("on_hand") + quantity)
