"""The list of batches: the columns people ask about, what narrows it, and what is done to many."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from products.admin.bulk.batches import BULK
from products.admin.bulk.pages import BulkAdmin
from products.admin.lists.columns import (
    NOTHING,
    PageOfRows,
    add_batch_facts,
    expiry_in_words,
    link_to,
    quantity_in_words,
    thc_in_words,
)
from products.admin.lists.filters import ExpiryFilter, SellableFilter
from products.admin.lists.needs import BatchNeedsFilter
from products.admin.lists.searching import (
    Places,
    QuickSearch,
    batches_with,
    lab_results_with,
    products_with,
)
from products.models import Batch
from products.reading import plain


class BatchList(QuickSearch, BulkAdmin):
    bulk = BULK
    list_pages = PageOfRows
    list_display = [
        "number",
        "product_link",
        "store",
        "state",
        "sellable",
        "expires",
        "available",
        "reserved_now",
        "chemotype",
        "thc",
        "package_tag",
        "received_on",
    ]
    list_filter = [
        BatchNeedsFilter,
        SellableFilter,
        ExpiryFilter,
        "state",
        "store",
        "panels_outcome",
        "chemotype",
        "thc_free",
        "product__format",
    ]
    list_select_related = ["product", "store"]
    list_per_page = 50
    ordering = ["-pk"]  # as they came; by product name would sort the whole table
    sortable_by = ["number", "expires", "package_tag", "received_on"]
    search_fields = ["number", "package_tag"]
    search_help_text = _(
        "Batch number (its beginning), package tag (beginning or last digits), product, SKU, lot."
    )
    when_empty = _(
        "No batch yet. Add one with its lab result, receive what arrived, then release it."
    )

    def add_facts(self, batches: Sequence[Batch]) -> None:
        add_batch_facts(batches, timezone.now())

    def places(self, word: str) -> Places:
        yield from batches_with(word)
        yield Batch.objects.filter(product__in=products_with(word))
        yield Batch.objects.filter(lab_result__in=lab_results_with(word))

    @admin.display(description=_("product"))
    def product_link(self, batch: Batch) -> SafeString | str:
        return link_to(batch.product)

    @admin.display(description=_("sellable"), boolean=True)
    def sellable(self, batch: Any) -> bool:
        return bool(batch.is_sellable)

    @admin.display(description=_("expires"), ordering="expires_on")
    def expires(self, batch: Batch) -> SafeString | str:
        words = expiry_in_words(batch.expires_on, timezone.localdate())
        if batch.expires_on is None:
            return words
        return format_html("{}<br>{}", date_format(batch.expires_on), words)

    @admin.display(description=_("available"))
    def available(self, batch: Any) -> str:
        return quantity_in_words(batch.available_now, batch.product)

    @admin.display(description=_("reserved"))
    def reserved_now(self, batch: Any) -> str:
        """Without what has lapsed and nobody tidied up yet."""
        reserved = batch.on_hand - batch.available_now
        return plain(reserved) if reserved else NOTHING

    @admin.display(description=_("THC"))
    def thc(self, batch: Batch) -> str:
        return thc_in_words(batch)
