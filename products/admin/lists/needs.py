"""Filters for what needs a decision: each figure of the start page is a link to one of them."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from products.admin.lists.filters import HeldAtFilter
from products.figures import batch_needs, product_needs
from products.models import Batch, Product


class BatchNeedsFilter(SimpleListFilter):
    title = _("what it needs")
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("untested", _("A lab result")),
            ("waiting", _("A release")),
            ("ready", _("A release, panels passed")),
            ("unclassified", _("A format for its product")),
            ("expired", _("To come off the shelf: expired")),
            ("drift", _("A count: balance drifts")),
            ("stock", _("Anything in stock")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Batch]) -> QuerySet[Batch]:
        return queryset.filter(batch_needs(timezone.now()).get(self.value() or "", Q()))


class ProductNeedsFilter(SimpleListFilter):
    title = _("what it needs")
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("unclassified", _("A format, with stock waiting")),
            ("below_reorder", _("An order: below reorder point")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Product]) -> QuerySet[Product]:
        # The list's own choice of a store, so that both narrow to the same batches.
        needs = product_needs(request.GET.get(HeldAtFilter.parameter_name, ""))
        return queryset.filter(needs.get(self.value() or "", Q()))
