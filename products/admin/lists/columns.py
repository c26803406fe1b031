"""What lists say in a cell, in words, and what they look up for the rows of one page only."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from herbology.admin_pages import FarPages
from products.availability import available
from products.figures.needs import STOCK
from products.models import Batch, Product
from products.reading import plain
from products.sellable import sellable

NOTHING = "-"


class PageOfRows(FarPages):
    """Asks its admin for the facts of the rows that are shown, once it is known which these are.

    In the list's own query a database would work them out for every row that it sorts.
    """

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        self.result_list = list(self.result_list)
        add_facts: Callable[[list[Any]], None] = self.model_admin.add_facts  # type: ignore[attr-defined]
        add_facts(self.result_list)


def add_batch_facts(batches: Iterable[Batch], at: datetime) -> None:
    """Set `is_sellable` and `available_now` on each, in one query."""
    here = {batch.pk: batch for batch in batches}
    on_the_shelf = Exists(sellable(at=at).filter(pk=OuterRef("pk")))
    facts = Batch.objects.filter(pk__in=here).annotate(yes=on_the_shelf, now=available(at))
    for pk, yes, now in facts.order_by().values_list("pk", "yes", "now"):
        here[pk].is_sellable, here[pk].available_now = yes, now  # type: ignore[attr-defined]


def add_product_facts(products: Sequence[Product], at: datetime) -> None:
    """Set `sellable_quantity` and `batches_on_hand` on each, over all stores, in two queries."""
    ours = Q(product__in=[product.pk for product in products])
    batches = sellable(at=at).filter(ours).order_by().values("product")
    quantities = dict(batches.annotate(now=Sum(available(at))).values_list("product", "now"))
    counts = count_of(Batch.objects.filter(STOCK), "product", products)
    for product in products:
        product.sellable_quantity = quantities.get(product.pk, Decimal(0))  # type: ignore[attr-defined]
        product.batches_on_hand = counts.get(product.pk, 0)  # type: ignore[attr-defined]


def count_of(rows: QuerySet[Any], path: str, records: Iterable[Model]) -> dict[Any, int]:
    """How many of the rows belong to each record; by its key, without those that have none."""
    theirs = rows.filter(**{f"{path}__in": [record.pk for record in records]})
    counted = theirs.order_by().values(path).annotate(number=Count("pk"))
    return dict(counted.values_list(path, "number"))


def expiry_in_words(expires_on: date | None, today: date) -> str:
    """`expires_on` is the first day it may no longer be sold: on that day it has expired."""
    if expires_on is None:
        return _("no date")
    days = (expires_on - today).days
    if days > 0:
        return ngettext("in %d day", "in %d days", days) % days
    if days == 0:
        return _("expired today")
    return ngettext("expired %d day ago", "expired %d days ago", -days) % -days


def thc_in_words(batch: Batch) -> str:
    """Per serving where there is one, otherwise by weight."""
    if batch.thc_mg_per_serving is not None:
        return _("%s mg a serving") % plain(batch.thc_mg_per_serving)
    return NOTHING if batch.total_thc_percent is None else f"{plain(batch.total_thc_percent)} %"


def quantity_in_words(quantity: Decimal, product: Product) -> str:
    return f"{plain(quantity)} {product.get_stock_unit_display()}"


def signed_in_words(quantity: Decimal, product: Product) -> str:
    return f"{signed(quantity)} {product.get_stock_unit_display()}"


def signed(quantity: Decimal) -> str:
    """What comes in bears a plus, as what goes out bears a minus."""
    return ("+" if quantity > 0 else "") + plain(quantity)


def link_to(record: Model | None, text: str = "") -> SafeString | str:
    """To the record's own page in the admin, by its name if no other text is given."""
    if record is None:
        return NOTHING
    name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
    return format_html('<a href="{}">{}</a>', reverse(name, args=[record.pk]), text or record)


def link_to_list(model_name: str, query: str, number: int) -> SafeString | str:
    """How many there are, and the way to them: a query such as product__id__exact=3."""
    if not number:
        return NOTHING
    url = reverse(f"admin:products_{model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', url, query, number)
