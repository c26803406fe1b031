"""What follows from changed facts of a product, its format or its lab result."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from products import alerts
from products.derived import rederive
from products.models import Batch
from products.search import index_products
from products.stock.ledger import lock


def refresh(batches: QuerySet[Batch], *, at: datetime) -> None:
    """Derive these batches anew and raise the alerts that follow, in the caller's transaction.

    Raises PotencyError as `derived.rederive`.
    """
    batch_ids = _derive(batches)
    alerts.watch(batch_ids, at=at)


def refresh_products(product_ids: Iterable[int], *, at: datetime) -> None:
    """As `refresh`, where products themselves or their reorder points have changed."""
    product_ids = list(product_ids)
    index_products(product_ids)
    _derive(Batch.objects.filter(product__in=product_ids))
    alerts.watch_products(product_ids, at=at)


def _derive(batches: QuerySet[Batch]) -> list[int]:
    """Once now, and once more when all of it is stored.

    Somebody may be linking a batch to a lab result that another is correcting: neither sees the
    other's work before both are committed, and the later of the two derives from both.
    """
    transaction.on_commit(partial(_derive_again, batches.all()), robust=True)
    batch_ids = list(batches.order_by("pk").values_list("pk", flat=True))
    lock(batch_ids)
    rederive(batches)
    return batch_ids


def _derive_again(batches: QuerySet[Batch]) -> None:
    with transaction.atomic():
        lock(batches.values_list("pk", flat=True))
        rederive(batches.all())
