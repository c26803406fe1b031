from datetime import date, datetime, time, timedelta
from typing import Any

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from herbology.audit.entry import AuditEntry

DAYS_TO_CHOOSE_FROM = 14


class DayFilter(SimpleListFilter):
    """The last days by link; any day by `?day=2026-11-22` or by searching for it."""

    title = _("day")
    parameter_name = "day"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        today = timezone.localdate()
        days = [today - timedelta(days=back) for back in range(DAYS_TO_CHOOSE_FROM)]
        return [(day.isoformat(), date_format(day, "D j N")) for day in days]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry]
    ) -> QuerySet[AuditEntry]:
        if not self.value():
            return queryset
        day = as_day(str(self.value()))
        return of_day(queryset, day) if day else queryset.none()


class ModelFilter(SimpleListFilter):
    """By what the admin has pages of: asking the table itself would read all of it."""

    title = _("kind of record")
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        kinds = [model._meta for model in admin.site._registry]
        names = ((kind.label_lower, capfirst(kind.verbose_name)) for kind in kinds)
        return sorted(names, key=lambda each: each[1])

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry]
    ) -> QuerySet[AuditEntry]:
        return queryset.filter(model=self.value()) if self.value() else queryset


def as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def of_day(entries: QuerySet[AuditEntry], day: date) -> QuerySet[AuditEntry]:
    """From midnight to midnight in the shop's time zone."""
    begin, end = (
        timezone.make_aware(datetime.combine(each, time.min))
        for each in (day, day + timedelta(days=1))
    )
    return entries.filter(at__gte=begin, at__lt=end)
