"""Filters of the lists of batches, products, strains and lab results, beside those of `needs`."""

from datetime import timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.models import Batch, PanelResult, Store
from products.sellable import sellable


class SellableFilter(SimpleListFilter):
    title = _("sellable today")
    parameter_name = "sellable"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> QuerySet[Batch]:
        on_the_shelf = sellable(at=timezone.now()).values("pk")
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


class HeldAtFilter(SimpleListFilter):
    """Products of which a store has something on hand."""

    title = _("store it is at")
    parameter_name = "at"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Store.objects.values_list("slug", "name"))

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        held = Batch.objects.filter(store__slug=self.value(), on_hand__gt=0)
        return queryset.filter(pk__in=held.values("product")) if self.value() else queryset


class DescriptionFilter(SimpleListFilter):
    """Products or strains by whether somebody has read what their makers say of them."""

    title = _("description")
    parameter_name = "description"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("waiting", _("Waits to be read")),
            ("approved", _("Approved")),
            ("none", _("None")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        none = Q(description="", description_es="")
        conditions = {
            "waiting": ~none & Q(description_approved=False),
            "approved": ~none & Q(description_approved=True),
            "none": none,
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class PanelsFilter(SimpleListFilter):
    """Lab results by whether a panel failed."""

    title = _("panels")
    parameter_name = "panels"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("failed", _("One failed")), ("none", _("None reported"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = PanelResult.objects.filter(lab_result=OuterRef("pk")).order_by()
        conditions = {"failed": Exists(rows.filter(outcome="fail")), "none": ~Exists(rows)}
        return queryset.filter(conditions.get(self.value() or "", Q()))
