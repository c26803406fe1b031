from datetime import datetime

from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest

from products.models import StockAlert


def clear(alerts: QuerySet[StockAlert], at: datetime) -> int:
    """Never before it was raised, though a deed may be entered with the day on which it was done."""
    cleared_at = Greatest(F("raised_at"), Value(at), output_field=DateTimeField())
    return alerts.filter(cleared_at=None).update(cleared_at=cleared_at)
