"""A product as schema.org describes one, for machines that read the page: facts, and no claim."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from products.catalogue.product_page import ProductPage
from products.catalogue.wording import price_number
from products.translated import told

# So that no name can end the element or begin another.
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def product_data(page: ProductPage, url: str) -> SafeString:
    """A block of data and no script: a browser runs none of it, so the content security policy,
    which allows no inline script, has nothing to refuse."""
    written = json.dumps(_product(page, url), ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(written),
    )


def _product(page: ProductPage, url: str) -> dict[str, Any]:
    product = page.product
    data = {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": told(product, "name"),
        "description": page.words,
        "url": url,
        "category": page.format,
        "brand": {"@type": "Brand", "name": product.producer} if product.producer else None,
        "additionalProperty": list(_properties(page)),
        "offers": _offer(page, url),
    }
    return {key: value for key, value in data.items() if value}


def _properties(page: ProductPage) -> Iterator[dict[str, str]]:
    """Of each batch that would be handed over what is a number; none of a product that cannot be had."""
    for lot in page.lots:
        for figure in (each for each in lot.figures if not each.in_words):
            name = figure.label if len(page.lots) == 1 else f"{figure.label}, {lot.number}"
            yield {"@type": "PropertyValue", "name": name, "value": figure.value}


def _offer(page: ProductPage, url: str) -> dict[str, str] | None:
    """Only in the store: nothing is sold here."""
    if page.product.price is None or not page.available:
        return None
    return {
        "@type": "Offer",
        "price": price_number(page.product.price),
        "priceCurrency": settings.CURRENCY,
        "availability": "https://schema.org/InStoreOnly",
        "url": url,
    }
