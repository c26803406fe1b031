"""How fast each format sells and how long it will last: rows that link to its batches, and bars."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from herbology.charts import Bar
from products.admin.today.cards import BATCHES
from products.alerts import amount
from products.figures import Pace
from products.models import Product, Store

# A chart answers what comes first; the table has them all.
MOST_BARS = 8
# What lasts longer need not be told apart, and would make every other bar a hair.
MOST_DAYS = 180


@dataclass(frozen=True, slots=True)
class Row:
    """One format in one stock unit, in words."""

    pace: Pace
    label: str
    url: str
    sold: str
    available: str
    sell_through: str
    supply: str


def rows(found: Iterable[Pace], *, store: Store | None) -> list[Row]:
    return [
        Row(
            pace=pace,
            label=_label(pace),
            url=_url(pace, store),
            sold=amount(pace.sold, pace.unit),
            available=amount(pace.available, pace.unit),
            sell_through=f"{pace.sell_through_percent:.0f} %",
            supply=_days_in_words(pace.days_of_supply),
        )
        for pace in found
    ]


def sell_through_bars(listed: Sequence[Row]) -> list[Bar]:
    """What sells best first."""
    sold = [row for row in listed if row.pace.sold]
    first = sorted(sold, key=lambda row: -row.pace.sell_through_percent)[:MOST_BARS]
    return [
        Bar(row.label, row.pace.sell_through_percent, row.sell_through, row.url) for row in first
    ]


def supply_bars(listed: Sequence[Row]) -> list[Bar]:
    """What runs out first first, of what was sold at all."""
    known = [(days, row) for row in listed if (days := row.pace.days_of_supply) is not None]
    first = sorted(known, key=itemgetter(0))[:MOST_BARS]
    return [
        Bar(row.label, min(days, Decimal(MOST_DAYS)), row.supply, row.url) for days, row in first
    ]


def _days_in_words(days: Decimal | None) -> str:
    if days is None:
        return _("no sales")
    if days > MOST_DAYS:
        return _("%(days)s+ days") % {"days": MOST_DAYS}
    whole = round(days)
    return ngettext("%d day", "%d days", whole) % whole


def _label(pace: Pace) -> str:
    name = capfirst(pace.format_name) or _("Unclassified")
    in_grams = pace.unit == Product.StockUnit.GRAM
    return _("%(format)s, by the gram") % {"format": name} if in_grams else name


def _url(pace: Pace, store: Store | None) -> str:
    chosen = {"product__format__id__exact": str(pace.format_id)} if pace.format_id else {}
    return BATCHES.url({"needs": "stock", **chosen}, store)
