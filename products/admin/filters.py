from datetime import timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.models import Batch
from products.sellable import sellable


class SellableFilter(SimpleListFilter):
    title = _("sellable today")
    parameter_name = "sellable"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> QuerySet[Batch]:
        on_the_shelf = sellable(on=timezone.localdate()).values("pk")
        if self.value() == "yes":
            return queryset.filter(pk__in=on_the_shelf)
        return queryset.exclude(pk__in=on_the_shelf) if self.value() == "no" else queryset


class ExpiryFilter(SimpleListFilter):
    title = _("expiry")
    parameter_name = "expires"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("none", _("No date")),
            ("expired", _("Expired")),
            ("30", _("Within 30 days")),
            ("60", _("Within 60 days")),
            ("90", _("Within 90 days")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> QuerySet[Batch]:
        chosen, today = self.value(), timezone.localdate()
        if chosen == "none":
            return queryset.filter(expires_on=None)
        if chosen == "expired":
            return queryset.filter(expires_on__lte=today)
        if chosen in {"30", "60", "90"}:
            last = today + timedelta(days=int(chosen))
            return queryset.filter(expires_on__gt=today, expires_on__lte=last)
        return queryset
