"""Long lists of keys, in parts that every database takes as the parameters of one query."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest

from products.models import StockAlert

ROWS_PER_QUERY = 500


def in_chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """In the order of the keys, so that whoever locks them never waits in a circle."""
    keys = sorted(set(ids))
    return (keys[start : start + ROWS_PER_QUERY] for start in range(0, len(keys), ROWS_PER_QUERY))


def clear(alerts: QuerySet[StockAlert], at: datetime) -> int:
    """Never before it was raised, though a deed may be entered with the day on which it was done."""
    cleared_at = Greatest(F("raised_at"), Value(at), output_field=DateTimeField())
    return alerts.filter(cleared_at=None).update(cleared_at=cleared_at)
