from datetime import datetime

from django.db.models import Q

from herbology import outbox
from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.waiting_list.limits import CONFIRM_WITHIN, KEPT_AT_MOST, UNSENT_KEPT
from products.waiting_list.mails import PREFIX


def forget_old(*, at: datetime) -> int:
    """Delete requests that were not confirmed in time or waited too long, and say how many.

    Their mails as well, as soon as they have left: the outbox would keep the address.
    """
    late = Q(confirmed_at=None, asked_at__lte=at - CONFIRM_WITHIN)
    too_long = Q(asked_at__lte=at - KEPT_AT_MOST)
    forgotten, _by_model = BackInStockRequest.objects.filter(late | too_long).delete()
    mails = OutgoingMail.objects.filter(key__startswith=PREFIX)
    outbox.forget(mails.filter(Q(state="sent") | Q(made_at__lte=at - UNSENT_KEPT)))
    return forgotten
