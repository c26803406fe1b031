"""The batches of a product on its page: to look at, with nothing in it to edit."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, Value, When
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from herbology.admin_site import PlainAdmin
from products.admin.lists.columns import (
    add_batch_facts,
    expiry_in_words,
    quantity_in_words,
    thc_in_words,
)
from products.models import Batch, Product

MOST_SHOWN = 50
STOCK_FIRST = Case(When(on_hand__gt=0, then=Value(0)), default=Value(1))


@dataclass(frozen=True, slots=True)
class Line:
    batch: Batch
    expires: str
    available: str
    thc: str
    is_sellable: bool


class BatchesOnPage(PlainAdmin):
    change_form_template = "admin/products/product/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        product = context.get("original")
        if product and request.user.has_perm("products.view_batch"):
            context["batch_lines"] = lines_of(product, timezone.now())
            context["batches_in_all"] = product.batches.count()
        return super().render_change_form(request, context, *args, **kwargs)


def lines_of(product: Product, at: datetime) -> list[Line]:
    """The batches with stock first, then what expires first; two queries."""
    in_order = product.batches.select_related("store").order_by(
        STOCK_FIRST, F("expires_on").asc(nulls_last=True), "pk"
    )
    batches = list(in_order[:MOST_SHOWN])
    add_batch_facts(batches, at)
    return [_line(batch, product, at) for batch in batches]


def _line(batch: Any, product: Product, at: datetime) -> Line:
    return Line(
        batch,
        expiry_in_words(batch.expires_on, timezone.localdate(at)),
        quantity_in_words(batch.available_now, product),
        thc_in_words(batch),
        batch.is_sellable,
    )
