"""What needs a decision, each said once: the start page counts it and the lists filter by it.

A day is one in the time zone of the settings, as in the lists.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from products.alerts import low_stock
from products.alerts.expiry import STOCK
from products.balances import drifting
from products.models import Batch, FormatRoute, Reservation, Store
from products.sellable import day_at

LONG_HOURS = 72
CLASSIFIED = FormatRoute.objects.values("format")


def batch_needs(at: datetime) -> dict[str, Q]:
    """By code, the batches that somebody should see to; recalled ones have a case of their own."""
    waiting = STOCK & Q(state=Batch.State.QUARANTINE)
    return {
        "unclassified": STOCK & ~Q(product__format__in=CLASSIFIED),
        "untested": STOCK & Q(lab_result=None),
        "waiting": waiting,
        "ready": waiting & Q(panels_outcome=Batch.PanelsOutcome.PASSED),
        "expired": STOCK & Q(expires_on__lte=day_at(at)),
        "drift": Q(pk__in=drifting().values("pk")),
        "stock": STOCK,
    }


def expires_within(days: int, at: datetime) -> Q:
    """Not expired, but that many days from now it will be."""
    today = day_at(at)
    return Q(expires_on__gt=today, expires_on__lte=today + timedelta(days=days))


def product_needs(store_slug: str = "") -> dict[str, Q]:
    """By code, the products that somebody should see to, at one store or at any."""
    there = Q(store__slug=store_slug) if store_slug else Q()
    low = low_stock.OPEN.filter(there)
    held = Batch.objects.filter(there, STOCK)
    return {
        "unclassified": ~Q(format__in=CLASSIFIED) & Q(pk__in=held.values("product")),
        "below_reorder": Q(pk__in=low.values("product")),
    }


def reservation_needs(at: datetime) -> dict[str, Q]:
    """`overdue`: not collected in time. `long`: kept for more than LONG_HOURS, and still in time."""
    active = Q(state=Reservation.State.ACTIVE)
    since = at - timedelta(hours=LONG_HOURS)
    return {
        "overdue": active & Q(expires_at__lte=at),
        "long": active & Q(expires_at__gt=at, reserved_at__lt=since),
    }


def at_store(store: Store | None, field: str = "store") -> Q:
    """None is every store."""
    return Q(**{field: store}) if store else Q()
