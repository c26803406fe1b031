"""Builders for tests: whatever is not said is ordinary and sellable on TODAY."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

from products import stock
from products.derived import REQUIRED_PANELS, set_derived_from_stored
from products.models import (
    Batch,
    CannabinoidReading,
    Format,
    LabResult,
    PanelResult,
    Product,
    Store,
)

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)

# A balanced flower: total THC 8 %, total CBD 9 %.
BALANCED = {"total_thc": "8", "total_cbd": "9"}

_numbers = count(1)


def store(**facts):
    number = next(_numbers)
    return Store.objects.create(**{"name": f"Store {number}", "slug": f"store-{number:05}"} | facts)


def product(format="flower", **facts):  # noqa: A002
    number = next(_numbers)
    kind = Format.objects.get(code=format) if isinstance(format, str) else format
    named = {"name": f"Product {number}", "slug": f"product-{number}", "format": kind}
    return Product.objects.create(**named | facts)


def lab_result(of, *, readings=BALANCED, unit="percent", panels=None, **facts):
    """`readings` maps a cannabinoid to an amount, or to a detection such as "not_detected"."""
    defaults = {"lot": f"L{next(_numbers)}", "tested_on": TODAY - timedelta(days=30)}
    result = LabResult.objects.create(product=of, **defaults | facts)
    outcomes = dict.fromkeys(REQUIRED_PANELS, "pass") if panels is None else panels
    PanelResult.objects.bulk_create(
        PanelResult(lab_result=result, panel=panel, outcome=outcome)
        for panel, outcome in outcomes.items()
    )
    CannabinoidReading.objects.bulk_create(
        _reading(result, cannabinoid, found, unit) for cannabinoid, found in readings.items()
    )
    return result


def batch(of=None, *, at=None, quantity="5", readings=BALANCED, unit="percent", **facts):
    """A derived batch with its quantity received; `lab_result=None` leaves it untested."""
    of = of or product()
    if "lab_result" not in facts:
        facts["lab_result"] = lab_result(of, readings=readings, unit=unit)
    defaults = {
        "number": f"B{next(_numbers)}",
        "state": Batch.State.RELEASED,
        "expires_on": TODAY + timedelta(days=120),  # later than any limit that raises an alert
    }
    made = Batch(product=of, store=at or store(), **defaults | facts)
    set_derived_from_stored(made)
    made.save()
    if Decimal(quantity):
        stock.receive(batch=made, quantity=Decimal(quantity), by=None, at=NOW)
    return Batch.objects.get(pk=made.pk)


def _reading(result, cannabinoid, found, unit):
    measured = found not in {"not_detected", "below_loq"}
    return CannabinoidReading(
        lab_result=result,
        cannabinoid=cannabinoid,
        unit=unit,
        amount=Decimal(found) if measured else None,
        detection="measured" if measured else found,
    )
