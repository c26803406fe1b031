"""What follows from changed facts of a product, its format or its lab result."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from products import alerts
from products.derived import rederive
from products.models import Batch
from products.stock.ledger import lock


def refresh(batches: QuerySet[Batch], *, at: datetime) -> None:
    """Derive these batches anew and raise the alerts that follow, in the caller's transaction.

    Raises PotencyError as `derived.rederive`.
    """
    batch_ids = list(batches.order_by("pk").values_list("pk", flat=True))
    lock(batch_ids)
    rederive(batches)
    alerts.watch(batch_ids, at=at)


def refresh_products(product_ids: Iterable[int], *, at: datetime) -> None:
    """As `refresh`, where products themselves or their reorder points have changed."""
    product_ids = list(product_ids)
    batches = Batch.objects.filter(product__in=product_ids)
    lock(batches.order_by("pk").values_list("pk", flat=True))
    rederive(batches)
    alerts.watch_products(product_ids, at=at)
