"""What sellable means, said twice and tested to agree: as a query, and as reasons why not.

A day begins at midnight at the store, or where no store is named in the time zone of the settings.
How old a lab result may be is given in months; None is what the policy allows
(`settings.COA_MAX_AGE_MONTHS`).
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BooleanField, Case, ExpressionWrapper, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.availability import is_available
from products.models import Batch, FormatRoute, Store

RECALLED = "recalled"

# What is wrong, and what to do about it, in the order in which staff would look.
REASONS = {
    "store_inactive": _("The store is inactive. Reopen the store, or sell it elsewhere."),
    "delisted": _("The product is delisted. Make it active again to sell it."),
    "unclassified": _("The product is unclassified. Give it a format that has a route."),
    "quarantined": _("It is in quarantine. Release it once it has been checked."),
    RECALLED: _("It is recalled. Keep it apart and do not sell it."),
    "no_expiry": _("It has no expiry date. Enter the date from the package."),
    "expired": _("It has expired. Take it off the shelf."),
    "untested": _("It has no lab result. Link the lab result of its lot."),
    "tested_in_future": _("Its lab result is dated in the future. Correct the date."),
    "coa_too_old": _("Its lab result is too old. Have the lot tested again."),
    "panel_failed": _("A contaminant panel failed. Keep it apart and do not sell it."),
    "panels_incomplete": _("Not every required panel has passed. Complete the lab result."),
    "potency_unknown": _("Its THC and CBD are unknown. Complete the readings of the lab result."),
    "out_of_bounds": _("Its strength is not plausible for its format. Check unit and format."),
    "sold_out": _("Nothing is available. Receive more, or sell another batch."),
}


def sellable(
    *, at: datetime, coa_max_age_months: int | None = None, store: Store | None = None
) -> QuerySet[Batch]:
    """The batches that may be suggested, reserved or sold then; no store means all."""
    on = day_at(at, store)
    batches = Batch.objects.filter(_in_date(on, coa_max_age_months), _whatever_the_day(at))
    return batches.filter(store=store) if store else batches


def sellable_everywhere(*, at: datetime, stores: Iterable[Store]) -> QuerySet[Batch]:
    """As `sellable`, to each store its own day; `stores` are all that are active."""
    by_day: dict[date, list[Store]] = {}
    for store in stores:
        by_day.setdefault(day_at(at, store), []).append(store)
    if len(by_day) == 1:  # as good as always; the shorter question has the better plan
        (on,) = by_day
        return Batch.objects.filter(_in_date(on, None), _whatever_the_day(at))
    in_date = [Q(store__in=those) & _in_date(on, None) for on, those in by_day.items()]
    return Batch.objects.filter(reduce(or_, in_date, Q(pk__in=[])), _whatever_the_day(at))


def why_not_sellable(
    batch: Batch, *, at: datetime, coa_max_age_months: int | None = None
) -> list[str]:
    """The codes of REASONS that keep the stored batch from being sold; none means sellable."""
    return why_none_sellable([batch], at=at, coa_max_age_months=coa_max_age_months)[batch.pk]


def why_none_sellable(
    batches: Iterable[Batch], *, at: datetime, coa_max_age_months: int | None = None
) -> dict[int, list[str]]:
    """The same for many, by key; a query for each store. Their stores are loaded."""
    by_store: dict[Store, list[int]] = {}
    for batch in batches:
        by_store.setdefault(batch.store, []).append(batch.pk)
    found: dict[int, list[str]] = {}
    for store, keys in by_store.items():
        on = day_at(at, store)
        conditions = _breaches(on, _oldest_test(on, coa_max_age_months), at)
        breaches = {
            code: ExpressionWrapper(breach, output_field=BooleanField())
            for code, breach in conditions.items()
        }
        rows = Batch.objects.filter(pk__in=keys).annotate(**breaches).values("pk", *breaches)
        found |= {row["pk"]: [code for code in REASONS if row[code]] for row in rows}
    return found


def reason(*, at: datetime, coa_max_age_months: int | None = None, of: str = "") -> Case:
    """For `annotate`: the one code of REASONS to name of a batch, "" where it is sellable.

    A recall before all else, then the first. Days are those of the settings' time zone, so that it
    agrees with `sellable` where no store is named. `of` is the way to the batch, such as "advised__".
    """
    on = day_at(at)
    breaches = _breaches(on, _oldest_test(on, coa_max_age_months), at, of)
    gravest_first = dict.fromkeys((RECALLED, *REASONS))
    return Case(
        *(When(breaches[code], then=Value(code)) for code in gravest_first), default=Value("")
    )


def day_at(at: datetime, store: Store | None = None) -> date:
    return timezone.localdate(at, ZoneInfo(store.time_zone) if store else None)


def months_before(day: date, months: int) -> date:
    """The same day that many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _in_date(on: date, coa_max_age_months: int | None) -> Q:
    return Q(
        expires_on__gt=on,
        lab_result__tested_on__range=(_oldest_test(on, coa_max_age_months), on),
    )


def _whatever_the_day(at: datetime) -> Q:
    return Q(
        ~Q(chemotype="") | Q(thc_free=True),
        is_available(at),
        state=Batch.State.RELEASED,
        panels_outcome=Batch.PanelsOutcome.PASSED,
        within_bounds=True,
        product__active=True,
        product__format__in=_classified(),
        store__active=True,
    )


def _oldest_test(on: date, coa_max_age_months: int | None) -> date:
    """The first day of testing that still counts on that day."""
    if coa_max_age_months is None:
        coa_max_age_months = settings.COA_MAX_AGE_MONTHS
    return months_before(on, coa_max_age_months)


def _breaches(on: date, oldest: date, at: datetime, of: str = "") -> dict[str, Q]:
    """What breaks each reason. What follows from a missing lab result is not said twice.

    `of` is the way to the batch, such as "advised__".
    """

    def its(**facts: Any) -> Q:
        return Q(**{f"{of}{name}": value for name, value in facts.items()})

    tested = its(lab_result__isnull=False)
    return {
        "store_inactive": its(store__active=False),
        "delisted": its(product__active=False),
        "unclassified": ~its(product__format__in=_classified()),
        "quarantined": its(state=Batch.State.QUARANTINE),
        "recalled": its(state=Batch.State.RECALLED),
        "no_expiry": its(expires_on__isnull=True),
        "expired": its(expires_on__lte=on),
        "untested": ~tested,
        "tested_in_future": its(lab_result__tested_on__gt=on),
        "coa_too_old": its(lab_result__tested_on__lt=oldest),
        "panel_failed": tested & its(panels_outcome=Batch.PanelsOutcome.FAILED),
        "panels_incomplete": tested & its(panels_outcome=Batch.PanelsOutcome.UNTESTED),
        "potency_unknown": tested & its(chemotype="", thc_free=False),
        "out_of_bounds": its(within_bounds=False),
        "sold_out": ~is_available(at, of),
    }


def _classified() -> QuerySet[FormatRoute, Any]:
    return FormatRoute.objects.values("format")
