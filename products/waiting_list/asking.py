from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language

from herbology.addresses import hash_of_address
from herbology.throttle import take
from products.models import BackInStockRequest, Product, Store
from products.sellable import sellable_everywhere
from products.waiting_list.limits import ASK_AGAIN_AFTER, MAILS_TO_ONE_ADDRESS, VISITOR
from products.waiting_list.mails import put_question


class TooManyError(Exception):
    """This visitor has asked too often; `again_at` is when they may ask again."""

    def __init__(self, again_at: datetime) -> None:
        super().__init__(again_at)
        self.again_at = again_at


def waiting_stores(product: Product, *, at: datetime) -> list[Store]:
    """The active stores that do not have it now, by name: where one can wait for it."""
    stores = list(Store.objects.filter(active=True).order_by("name"))
    having = sellable_everywhere(at=at, stores=stores).filter(product=product)
    keys = set(having.values_list("store", flat=True))
    return [store for store in stores if store.pk not in keys]


def ask(
    *, product: Product, store: Store, email: str, visitor: str, site_url: str, at: datetime
) -> None:
    """Put the mail that asks to confirm into the outbox, unless that would be one too many.

    Whoever calls learns nothing about the address: known, confirmed or mailed too often, it is the
    same. Raises TooManyError for what the visitor has done.
    """
    turn = take(VISITOR, visitor, at=at)
    if not turn.allowed:
        raise TooManyError(turn.again_at)
    hashed = hash_of_address(email, purpose="products.waiting_list")
    language = get_language() or ""
    with transaction.atomic():
        known = BackInStockRequest.objects.select_for_update(of=("self",)).defer("email")
        request, made = known.get_or_create(
            product=product,
            store=store,
            email_hash=hashed,
            defaults={
                "email": email,
                "site_url": site_url,
                "language": language,
                "asked_at": at,
            },
        )
        if not made and (request.confirmed_at or at < request.asked_at + ASK_AGAIN_AFTER):
            return
        if not take(MAILS_TO_ONE_ADDRESS, hashed, at=at).allowed:
            if made:
                request.delete()
            return
        if not made:  # its days to confirm begin anew
            request.email, request.site_url = email, site_url
            request.language, request.asked_at = language, at
            request.save(update_fields=["email", "site_url", "language", "asked_at"])
        put_question(request, at=at)
