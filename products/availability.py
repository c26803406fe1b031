"""What is available at a moment, read without waiting for anybody to tidy up.

A reservation whose time has passed still counts in a batch's `reserved` until the next verb lets it
go; whoever reads must not count it.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Round

from products.models import Reservation

QUANTITY = DecimalField(max_digits=12, decimal_places=3)


def is_available(at: datetime, of: str = "") -> Q:
    """That anything of a batch can be promised or sold then; `of` is the way to it, if any."""
    lapsed = _lapsed(at, of)
    return Q(**{f"{of}on_hand__gt": F(f"{of}reserved")}) | Q(Exists(lapsed))


def available(at: datetime) -> Combinable:
    """How much of a batch that is, as an expression for `annotate`."""
    per_batch = _lapsed(at).values("batch").annotate(together=Sum("quantity")).values("together")
    given_back = Coalesce(Subquery(per_batch), Decimal(0), output_field=QUANTITY)
    return Round(F("on_hand") - F("reserved") + given_back, precision=3, output_field=QUANTITY)


def _lapsed(at: datetime, of: str = "") -> QuerySet[Reservation, Any]:
    return Reservation.objects.filter(
        batch=OuterRef(f"{of}pk"), state=Reservation.State.ACTIVE, expires_at__lte=at
    ).order_by()
