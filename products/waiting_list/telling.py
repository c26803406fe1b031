"""Who has confirmed is told once. The request is deleted first: of two runs one finds it gone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from herbology.encrypted import DecryptionError
from products.models import BackInStockRequest, Store
from products.shelf import sellable
from products.waiting_list.mails import put_notice

CONFIRMED = BackInStockRequest.objects.filter(confirmed_at__isnull=False)


@dataclass(frozen=True, slots=True)
class Told:
    """`unreadable`: no key opens the address; the request waits."""

    told: int = 0
    unreadable: int = 0


def tell_all(*, at: datetime) -> Told:
    """Two queries, one more for each store that somebody waits at, and a transaction for each mail."""
    told = unreadable = 0
    for request_id in list(_due(at)):
        try:
            told += _tell(request_id, at)
        except DecryptionError:
            unreadable += 1
    return Told(told, unreadable)


def _due(at: datetime) -> Iterator[UUID]:
    stores = Store.objects.filter(pk__in=CONFIRMED.order_by().values("store"))
    for store in stores:
        waiting = CONFIRMED.filter(store=store)
        there = sellable(at=at, store=store).filter(product__in=waiting.values("product"))
        yield from waiting.filter(product__in=there.values("product")).values_list("pk", flat=True)


@transaction.atomic
def _tell(request_id: UUID, at: datetime) -> bool:
    """False where another run has told, or somebody has stopped it in the meantime."""
    mine = CONFIRMED.filter(pk=request_id)
    request = mine.select_for_update(of=("self",)).select_related("product", "store").first()
    if request is None or not mine.delete()[0]:
        return False
    put_notice(request, at=at)
    return True
