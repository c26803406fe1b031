"""How fast each format sells, and how long what is there will last."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, F, QuerySet, Sum

from products.figures.needs import at_store
from products.models import Format, Movement, Reservation, Store
from products.sellable import sellable

WINDOW_DAYS = 30
Kind = Movement.Kind
# Pieces and grams are never added together.
FORMAT, UNIT = "product__format", "product__stock_unit"
Amounts = defaultdict[tuple[int | None, str], Decimal]


@dataclass(frozen=True, slots=True)
class Pace:
    """Of one format (None: unclassified) in one stock unit.

    `sold` is what was dispensed in the last WINDOW_DAYS less what came back, `available` what can
    be sold now.
    """

    format_id: int | None
    format_name: str
    unit: str
    sold: Decimal
    available: Decimal

    @property
    def sell_through_percent(self) -> Decimal:
        """Of what was there to be sold, how much was."""
        return 100 * self.sold / (self.sold + self.available)

    @property
    def days_of_supply(self) -> Decimal | None:
        """None where nothing was sold: then nobody can say."""
        return self.available * WINDOW_DAYS / self.sold if self.sold else None


def pace(*, at: datetime, store: Store | None = None) -> list[Pace]:
    """Every format of which something was sold or can be, by name. Four queries."""
    sold, available = _sold(at, store), _available(at, store)
    names: dict[int | None, str] = dict(Format.objects.values_list("pk", "name"))
    found = [
        Pace(kind, names.get(kind, ""), unit, max(sold[kind, unit], Decimal(0)), left)
        for kind, unit in {*sold, *available}
        if (left := available[kind, unit]) + max(sold[kind, unit], Decimal(0)) > 0
    ]
    return sorted(found, key=lambda each: (each.format_name, each.unit))


def _sold(at: datetime, store: Store | None) -> Amounts:
    """More may have come back than was dispensed within the window: then that is below zero."""
    since = at - timedelta(days=WINDOW_DAYS)
    rows = Movement.objects.filter(
        at_store(store, "batch__store"),
        kind__in=[Kind.DISPENSE, Kind.RETURN],
        at__gt=since,
        at__lte=at,
    )
    moved = _by_format(rows, "batch__", F("quantity"))
    return defaultdict(Decimal, {key: -amount for key, amount in moved.items()})


def _available(at: datetime, store: Store | None) -> Amounts:
    """What is kept past its time is given back in one sum, not looked up for each batch."""
    on_the_shelf = sellable(at=at, store=store)
    found = _by_format(on_the_shelf, "", F("on_hand") - F("reserved"))
    lapsed = on_the_shelf.filter(
        reservations__state=Reservation.State.ACTIVE, reservations__expires_at__lte=at
    )
    for key, amount in _by_format(lapsed, "", F("reservations__quantity")).items():
        found[key] += amount
    return found


def _by_format(rows: QuerySet[Any], way: str, amount: Any) -> Amounts:
    keys = (f"{way}{FORMAT}", f"{way}{UNIT}")
    together = Sum(amount, output_field=DecimalField(max_digits=15, decimal_places=3))
    sums = rows.order_by().values_list(*keys).annotate(together=together)
    return defaultdict(Decimal, {(kind, unit): round(amount, 3) for kind, unit, amount in sums})
