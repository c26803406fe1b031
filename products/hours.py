"""When a store is open, from its rows of opening hours; a store without any says nothing of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.dates import WEEKDAYS
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from products.models import OpeningHours, Store


def last_closing(
    hours: Iterable[OpeningHours], store: Store, *, at: datetime, until: datetime
) -> datetime | None:
    """The last moment in (at, until] at which the store closes; None where it does not."""
    zone = ZoneInfo(store.time_zone)
    day, closings = until.astimezone(zone).date(), []
    while day >= at.astimezone(zone).date():
        for row in hours:
            if row.weekday == day.weekday():
                closing = datetime.combine(day, row.closes, tzinfo=zone)
                if at < closing <= until:
                    closings.append(closing)
        if closings:
            return max(closings)
        day -= timedelta(days=1)
    return None


def in_words(hours: Iterable[OpeningHours]) -> tuple[str, ...]:
    """A line for each weekday that has hours, such as: Monday: 9 a.m. to 6 p.m."""
    ordered = sorted(hours, key=lambda row: (row.weekday, row.opens))
    return tuple(
        _("%(day)s: %(times)s")
        % {"day": capfirst(WEEKDAYS[day]), "times": ", ".join(map(_stretch, rows))}
        for day, rows in groupby(ordered, key=lambda row: row.weekday)
    )


def _stretch(row: OpeningHours) -> str:
    words = {"opens": time_format(row.opens), "closes": time_format(row.closes)}
    return _("%(opens)s to %(closes)s") % words
