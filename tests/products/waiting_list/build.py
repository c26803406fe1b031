"""Somebody who waits for a product at a store."""

import re

from herbology.outbox import OutgoingMail
from products.models import BackInStockRequest
from products.waiting_list import ask, confirm
from tests.products import make

ANN = "ann@example.org"


def asking(product, store, **facts):
    usual = {"email": ANN, "visitor": "192.0.2.1", "site_url": "https://shop.example/"}
    ask(product=product, store=store, **{**usual, "at": make.NOW} | facts)


def waiting(product=None, store=None, **facts):
    """A confirmed request of NOW."""
    product, store = product or make.product(), store or make.store()
    known = set(BackInStockRequest.objects.values_list("pk", flat=True))
    asking(product, store, **facts)
    (request,) = BackInStockRequest.objects.exclude(pk__in=known)
    confirm(request.pk, at=facts.get("at", make.NOW))
    return request


def mails(kind=""):
    return [mail for mail in OutgoingMail.objects.order_by("pk") if f"/{kind}" in mail.key]


def path_in(mail, *, stop=False):
    """Of the link that confirms, or of the one that stops."""
    paths = re.findall(r"https?://[^/]+(/back-in-stock/\S+)", mail.body)
    (found,) = [path for path in paths if ("/stop/" in path) is stop]
    return found
