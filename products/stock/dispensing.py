"""What is handed out, first expired first."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from products.models import Batch, Movement, Product, Store
from products.reading import plain
from products.sellable import sellable
from products.stock.checks import checked, refuse_unsellable
from products.stock.errors import KeyReusedError, StockError
from products.stock.ledger import (
    Somebody,
    carry_out,
    enough,
    hold,
    let_go_lapsed,
)

Kind = Movement.Kind


class OutOfTurnError(StockError):
    """Another batch of the product expires earlier, and nobody said why it should stay."""

    def __init__(self, batch: Batch, earlier: Batch) -> None:
        super().__init__(
            f"Batch {earlier.number} expires earlier, on {earlier.expires_on}. Hand that one out"
            f" first, or say in the note why it is {batch.number}."
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
    """Hand out of this batch; `reason` is needed where another should go first.

    Raises NotSellableError for what may not be sold that day at the store, OutOfTurnError, and
    NotEnoughError for more than is available.
    """
    movement = Movement(
        batch=batch,
        kind=Kind.DISPENSE,
        quantity=-checked(batch, quantity),
        by=by,
        at=at,
        reason=reason,
        reference=reference,
        idempotency_key=idempotency_key,
    )

    def check() -> None:
        refuse_unsellable(batch, at, coa_max_age_months)
        if not reason.strip() and (earlier := earlier_to_expire(batch, at, coa_max_age_months)):
            raise OutOfTurnError(batch, earlier)

    return carry_out(movement, only_if=enough(quantity), check=check)


def dispense_product(
    *,
    product: Product,
    store: Store,
    quantity: Decimal,
    by: Somebody,
    at: datetime,
    reason: str = "",
    reference: str = "",
    idempotency_key: str = "",
    coa_max_age_months: int | None = None,
) -> list[Movement]:
    """Hand out of the product's batches at the store, first expired first; all of it or nothing."""
    if before := _dispensed_before(idempotency_key, product, store, quantity):
        return before
    with transaction.atomic():
        on_the_shelf = sellable(at=at, store=store, coa_max_age_months=coa_max_age_months)
        batch_ids = list(on_the_shelf.filter(product=product).values_list("pk", flat=True))
        hold(batch_ids)
        let_go_lapsed(batch_ids, at)
        batches = on_the_shelf.filter(pk__in=batch_ids).select_related("product", "store")
        parts = _shared_out(product, list(batches.order_by("expires_on", "pk")), quantity)
        return [
            dispense(
                batch=batch,
                quantity=part,
                by=by,
                at=at,
                reason=reason,
                reference=reference,
                idempotency_key=f"{idempotency_key}:{place}" if idempotency_key else "",
                coa_max_age_months=coa_max_age_months,
            )
            for place, (batch, part) in enumerate(parts, start=1)
        ]


def earlier_to_expire(
    batch: Batch, at: datetime, coa_max_age_months: int | None = None
) -> Batch | None:
    """The batch of the same product that the store should hand out before this one."""
    others = sellable(at=at, store=batch.store, coa_max_age_months=coa_max_age_months)
    others = others.filter(product=batch.product_id, expires_on__lt=batch.expires_on)
    return others.exclude(pk=batch.pk).order_by("expires_on", "pk").first()


def _dispensed_before(
    idempotency_key: str, product: Product, store: Store, quantity: Decimal
) -> list[Movement]:
    """What was dispensed under this key, one movement for each batch; KeyReusedError if other."""
    if not idempotency_key:
        return []
    same_key = Movement.objects.filter(idempotency_key__startswith=f"{idempotency_key}:")
    before = list(same_key.select_related("batch").order_by("pk"))
    of_what = {(movement.batch.product_id, movement.batch.store_id) for movement in before}
    how_much = -sum(movement.quantity for movement in before)
    if before and (of_what, how_much) != ({(product.pk, store.pk)}, quantity):
        raise KeyReusedError(
            f"The key {idempotency_key!r} already stands for something else. Use a new key."
        )
    return before


def _shared_out(
    product: Product, batches: list[Batch], quantity: Decimal
) -> list[tuple[Batch, Decimal]]:
    """How much of which batch, in their order. Raises StockError where they do not suffice."""
    if not batches:
        raise StockError(f"{product}: nothing of it can be sold at this store today.")
    wanted, parts = checked(batches[0], quantity), []
    for batch in batches:
        part = min(batch.available, wanted)
        wanted -= part
        if part:
            parts.append((batch, part))
    if wanted:
        raise StockError(
            f"{product}: {plain(quantity)} wanted, {plain(quantity - wanted)} available at this"
            " store. Take less, or another product."
        )
    return parts
