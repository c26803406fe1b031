"""The mails about alerts: one for each address and look, however many limits were crossed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from herbology import outbox
from products.models import Product, StockAlert
from products.reading import plain
from products.sellable import day_at

# A mail that nobody reads to its end helps nobody; the list in the admin has them all.
MOST_LINES = 40


def tell(alerts: Sequence[StockAlert], at: datetime) -> None:
    """Put a mail about these new alerts into the outbox, inside the caller's transaction."""
    if not (alerts and settings.STOCK_ALERT_EMAILS):
        return
    shown = _loaded(alerts[:MOST_LINES])
    for address in settings.STOCK_ALERT_EMAILS:
        outbox.put(
            key=_key(alerts, address, at),
            to=address,
            subject=_subject(shown, len(alerts)),
            body=_body(shown, len(alerts)),
            at=at,
        )


def sentence(alert: StockAlert) -> str:
    """What was true when it was raised. Reads product, store and batch."""
    if alert.kind == StockAlert.Kind.LOW_STOCK:
        return _low_stock(alert)
    return _expiry(alert)


def amount(quantity: Decimal, stock_unit: str) -> str:
    """3, or 3 g."""
    return plain(quantity) + (" g" if stock_unit == Product.StockUnit.GRAM else "")


def _low_stock(alert: StockAlert) -> str:
    return _(
        "Low stock: %(product)s at %(store)s. %(left)s can be sold; the limit is %(limit)s."
    ) % {
        "product": alert.product,
        "store": alert.store,
        "left": amount(alert.figure, alert.product.stock_unit),
        "limit": amount(alert.threshold, alert.product.stock_unit),
    }


def _expiry(alert: StockAlert) -> str:
    batch = alert.batch
    assert batch is not None  # noqa: S101 - a constraint holds it
    facts = {
        "product": alert.product,
        "store": alert.store,
        "number": batch.number,
        "day": date_format(batch.expires_on) if batch.expires_on else "-",
        "on_hand": amount(batch.on_hand, alert.product.stock_unit),
        "limit": plain(alert.threshold),
    }
    if _has_expired(alert):
        said = _(
            "Expired: batch %(number)s of %(product)s at %(store)s, on %(day)s. On hand:"
            " %(on_hand)s. Take it off the shelf."
        )
    else:
        said = _(
            "Expires soon: batch %(number)s of %(product)s at %(store)s, on %(day)s."
            " On hand: %(on_hand)s. The limit is %(limit)s days before."
        )
    return said % facts


def _has_expired(alert: StockAlert) -> bool:
    return alert.kind == StockAlert.Kind.EXPIRY and alert.figure <= 0


def _loaded(alerts: Sequence[StockAlert]) -> list[StockAlert]:
    ids = [alert.pk for alert in alerts]
    found = StockAlert.objects.select_related("product", "store", "batch").in_bulk(ids)
    return [found[key] for key in ids]


def _key(alerts: Sequence[StockAlert], address: str, at: datetime) -> str:
    """Names the alerts and the address, without saying the address."""
    ids = ",".join(str(alert.pk) for alert in alerts)
    return f"stock-alerts:{day_at(at)}:{_digest(ids)}:{_digest(address)}"


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def _subject(shown: Sequence[StockAlert], number: int) -> str:
    if number > 1:
        return _("%(number)s stock limits were crossed") % {"number": number}
    alert = shown[0]
    what = _("Expired") if _has_expired(alert) else alert.get_kind_display().capitalize()
    return f"{what}: {alert.product}, {alert.store}"


def _body(shown: Sequence[StockAlert], number: int) -> str:
    lines = [f"- {sentence(alert)}" for alert in shown]
    if more := number - len(shown):
        lines.append(ngettext("- and %d more.", "- and %d more.", more) % more)
    path = f"{reverse('admin:products_stockalert_changelist')}?open=yes"
    way = _("All open alerts are in the admin: %(path)s") % {"path": path}
    return "\n".join([*lines, "", way, ""])
