"""The list of products: the columns people ask about, what narrows it, and what is done to many."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from products.admin.bulk.pages import BulkAdmin
from products.admin.bulk.products import BULK
from products.admin.lists.columns import (
    PageOfRows,
    add_product_facts,
    link_to_list,
    quantity_in_words,
)
from products.admin.lists.filters import DescriptionFilter, HeldAtFilter
from products.admin.lists.needs import ProductNeedsFilter
from products.admin.lists.searching import (
    Places,
    QuickSearch,
    batches_with,
    has_digit,
    products_with,
)
from products.models import Product


class ProductList(QuickSearch, BulkAdmin):
    bulk = BULK
    list_pages = PageOfRows
    list_display = [
        "name",
        "producer",
        "format_or_not",
        "strain",
        "sku",
        "available",
        "batches",
        "active",
    ]
    list_filter = [
        ProductNeedsFilter,
        HeldAtFilter,
        DescriptionFilter,
        "active",
        ("format", admin.RelatedFieldListFilter),
        "ingredients_known",
        "contains_alcohol",
        "stock_unit",
    ]
    list_select_related = ["format", "strain"]
    list_per_page = 50
    sortable_by = ["name", "producer", "sku"]
    search_fields = ["name"]
    search_help_text = _("Name, SKU, producer, strain; or a batch number or package tag of it.")
    when_empty = _("No product yet. Add one here, or bring a whole catalogue in with an import.")

    def add_facts(self, products: Sequence[Product]) -> None:
        add_product_facts(products, timezone.now())

    def places(self, word: str) -> Places:
        yield products_with(word)
        yield Product.objects.filter(strain__name__icontains=word)
        for batches in batches_with(word) if has_digit(word) else ():
            yield Product.objects.filter(pk__in=batches.order_by().values("product"))

    @admin.display(description=_("format"))
    def format_or_not(self, product: Product) -> str:
        return str(product.format or _("unclassified"))

    @admin.display(description=_("SKU"), ordering="registration_number")
    def sku(self, product: Product) -> str:
        return product.registration_number

    @admin.display(description=_("can be sold now"))
    def available(self, product: Any) -> str:
        return quantity_in_words(product.sellable_quantity, product)

    @admin.display(description=_("batches on hand"))
    def batches(self, product: Any) -> SafeString | str:
        """A link to them."""
        query = f"product__id__exact={product.pk}&needs=stock"
        return link_to_list("batch", query, product.batches_on_hand)
