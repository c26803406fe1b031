"""What the mails say: what was asked for and how to stop it; nothing about anybody's health.

The subject, which may be read on a locked screen, names no product.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from herbology import outbox
from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.translated import told
from products.waiting_list.limits import CONFIRM_WITHIN, KEPT_AT_MOST
from products.waiting_list.links import confirm_url, product_url, stop_url

PREFIX = "back-in-stock/"


def mails_of(request_id: UUID) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(key__startswith=f"{PREFIX}{request_id}/")


def put_question(request: BackInStockRequest, *, at: datetime) -> None:
    """Asks whether it was really the owner of the address; once for each time it is asked."""
    with translation.override(request.language):
        body = _(
            "Somebody, we hope you, asked us to write to this address when %(product)s is available "
            "at %(store)s again.\n\n"
            "If it was you, say so within %(days)d days:\n%(confirm_url)s\n\n"
            "Then we write to you once, when it is there, and delete your address. If it does not "
            "come within %(most_days)d days of today, we delete your address as well.\n\n"
            "If it was not you, do nothing. You hear no more, and we delete your address after "
            "%(days)d days. To have it deleted now:\n%(stop_url)s\n"
        ) % _facts(request)
        subject = _("Please confirm: may we write to you once?")
        _put(request, f"question/{at:%Y%m%d%H%M%S}", subject, body, at)


def put_notice(request: BackInStockRequest, *, at: datetime) -> None:
    with translation.override(request.language):
        body = _(
            "%(product)s is available at %(store)s again. You asked us to tell you.\n\n"
            "What the store has now:\n%(product_url)s\n\n"
            "Nothing is kept for you. It may be gone again when you come, so look at the page first "
            "or call the store.\n\n"
            "This was the only such mail: we have taken you off the list. To be sure that nothing "
            "more comes:\n%(stop_url)s\n"
        ) % _facts(request)
        _put(request, "notice", _("What you asked about is available again"), body, at)


def _put(request: BackInStockRequest, kind: str, subject: str, body: str, at: datetime) -> None:
    outbox.put(
        key=f"{PREFIX}{request.pk}/{kind}",
        to=request.email,
        subject=subject,
        body=body,
        at=at,
        stop_url=stop_url(request),
    )


def _facts(request: BackInStockRequest) -> dict[str, str | int]:
    return {
        "product": told(request.product, "name"),
        "store": told(request.store, "name"),
        "days": CONFIRM_WITHIN.days,
        "most_days": KEPT_AT_MOST.days,
        "confirm_url": confirm_url(request),
        "product_url": product_url(request),
        "stop_url": stop_url(request),
    }
