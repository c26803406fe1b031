from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from products.alerts import low_stock
from products.figures.needs import (
    STOCK,
    at_store,
    batch_needs,
    expires_within,
    product_needs,
    reservation_needs,
)
from products.models import Batch, Product, Reservation, Store


@dataclass(frozen=True, slots=True)
class Decisions:
    """How many there are of what needs a decision, at one store or at all.

    `held` counts the batches with stock, `ready` those of `waiting` whose panels have all passed.
    `expiring_60` includes `expiring_30`, and so on. `below_reorder` counts a product once for each
    store.
    """

    held: int
    untested: int
    waiting: int
    ready: int
    expired: int
    expiring_30: int
    expiring_60: int
    expiring_90: int
    unclassified: int
    below_reorder: int
    overdue: int
    reserved_long: int


def decisions(*, at: datetime, store: Store | None = None) -> Decisions:
    """Four queries."""
    unclassified = product_needs(store.slug if store else "")["unclassified"]
    return Decisions(
        **_of_batches(at, store),
        **_of_reservations(at, store),
        unclassified=Product.objects.filter(unclassified).count(),
        below_reorder=low_stock.OPEN.filter(at_store(store)).count(),
    )


def _of_batches(at: datetime, store: Store | None) -> dict[str, int]:
    needs = batch_needs(at)
    counted = {code: needs[code] for code in ("untested", "waiting", "ready", "expired")}
    counted |= {f"expiring_{days}": expires_within(days, at) for days in (30, 60, 90)}
    held = Batch.objects.filter(STOCK, at_store(store))
    return held.aggregate(held=Count("pk"), **_counts(counted))


def _of_reservations(at: datetime, store: Store | None) -> dict[str, int]:
    needs = reservation_needs(at)
    active = Reservation.objects.filter(
        at_store(store, "batch__store"), state=Reservation.State.ACTIVE
    )
    return active.aggregate(
        **_counts({"overdue": needs["overdue"], "reserved_long": needs["long"]})
    )


def _counts(conditions: Mapping[str, Q]) -> dict[str, Any]:
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}
