"""What the ledger says of a batch, and a reservation with little typing."""

from datetime import timedelta
from decimal import Decimal

from products import stock
from tests.products import make

HOUR = timedelta(hours=1)


def quantities(batch):
    """On hand, reserved and how many movements."""
    batch.refresh_from_db()
    return (batch.on_hand, batch.reserved, batch.movements.count())


def reserved(batch, quantity="1", *, at=make.NOW, until=make.NOW + 24 * HOUR, **facts):
    return stock.reserve(
        batch=batch,
        quantity=Decimal(quantity),
        reference="P-1",
        until=until,
        by=None,
        at=at,
        **facts,
    )
