from datetime import datetime
from typing import Any

from django import template
from django.db.models import QuerySet
from django.utils import timezone

from products import alerts
from products.admin.today.bars import rows, sell_through_bars, supply_bars
from products.admin.today.cards import ALERTS, BATCHES, cards
from products.figures import WINDOW_DAYS, decisions, pace
from products.models import StockAlert, Store

register = template.Library()

NEWEST = 8


@register.inclusion_tag("admin/products/_stock_today.html", takes_context=True)
def stock_today(context: template.Context) -> dict[str, Any]:
    """The shelf at a glance, for those who may change it; `?store=slug` narrows it to a store."""
    request = context["request"]
    if not request.user.has_perm("products.change_batch"):
        return {"is_shown": False}
    stores = list(Store.objects.all())
    chosen = request.GET.get("store", "")
    store = next((each for each in stores if each.slug == chosen), None)
    return {"is_shown": True, "stores": stores, "store": store} | _figures(timezone.now(), store)


def _figures(at: datetime, store: Store | None) -> dict[str, Any]:
    found, newest = decisions(at=at, store=store), _newest_alerts(store)
    formats = rows(pace(at=at, store=store), store=store)
    return {
        "is_empty": not (found.held or formats or newest),
        "held": found.held,
        "held_url": BATCHES.url({"needs": "stock"}, store),
        "cards": cards(found, at=at, store=store),
        "rows": formats,
        "sell_through": sell_through_bars(formats),
        "supply": supply_bars(formats),
        "window_days": WINDOW_DAYS,
        "alerts": [(alert, alerts.sentence(alert)) for alert in newest],
        "alerts_url": ALERTS.url({"open": "yes"}, store),
        "balances_url": BATCHES.url({"needs": "drift"}, store),
    }


def _newest_alerts(store: Store | None) -> QuerySet[StockAlert]:
    rows = StockAlert.objects.filter(cleared_at=None)
    theirs = rows.filter(store=store) if store else rows
    return theirs.select_related("product", "store", "batch")[:NEWEST]
