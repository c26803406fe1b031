"""The links in the mails: signed, so that nobody can make one from what the database holds."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from herbology.languages import in_language
from products.models import BackInStockRequest
from products.waiting_list.limits import CONFIRM_WITHIN


@dataclass(frozen=True, slots=True)
class Link:
    """One of ours. `request` is None when it is gone: told, stopped or too old."""

    request_id: UUID
    request: BackInStockRequest | None
    too_late: bool

    @property
    def is_confirmed(self) -> bool:
        return bool(self.request and self.request.confirmed_at)


def open_link(token: str, *, at: datetime) -> Link | None:
    """None where we have not signed it. `too_late`: it was not confirmed in time."""
    try:
        key = UUID(_signer().unsign(token))
    except (BadSignature, ValueError):
        return None
    known = BackInStockRequest.objects.defer("email").select_related("product", "store")
    request = known.filter(pk=key).first()
    late = bool(request and not request.confirmed_at and request.asked_at <= at - CONFIRM_WITHIN)
    return Link(key, request, late)


def confirm_url(request: BackInStockRequest) -> str:
    return _absolute(request, reverse("catalogue:notice_confirm", args=[token_of(request)]))


def stop_url(request: BackInStockRequest) -> str:
    return _absolute(request, reverse("catalogue:notice_stop", args=[token_of(request)]))


def product_url(request: BackInStockRequest) -> str:
    return _absolute(request, reverse("catalogue:product", args=[request.product.slug]))


def token_of(request: BackInStockRequest) -> str:
    return _signer().sign(request.pk.hex)


def _absolute(request: BackInStockRequest, path: str) -> str:
    """In the language in which somebody asked: a mail may be opened in another browser."""
    address = request.site_url.rstrip("/") + path
    asked_in_ours = request.language in ("", settings.LANGUAGE_CODE)
    return address if asked_in_ours else in_language(address, request.language)


def _signer() -> Signer:
    return Signer(sep=".", salt="products.waiting_list")
