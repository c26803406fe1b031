from datetime import datetime
from uuid import UUID

from django.db import transaction

from herbology import outbox
from products.models import BackInStockRequest
from products.waiting_list.limits import CONFIRM_WITHIN
from products.waiting_list.mails import mails_of


def confirm(request_id: UUID, *, at: datetime) -> bool:
    """Whether it is confirmed, now or before; not where it is gone or too late."""
    mine = BackInStockRequest.objects.filter(pk=request_id)
    in_time = mine.filter(confirmed_at=None, asked_at__gt=at - CONFIRM_WITHIN)
    return bool(in_time.update(confirmed_at=at)) or mine.exclude(confirmed_at=None).exists()


@transaction.atomic
def stop(request_id: UUID) -> None:
    """Forget the request with its address, and every mail that is not in a sender's hand just now.

    Stopped twice, or after the notice, it is the same.
    """
    BackInStockRequest.objects.filter(pk=request_id).delete()
    outbox.take_back(mails_of(request_id))
    outbox.forget(mails_of(request_id))
