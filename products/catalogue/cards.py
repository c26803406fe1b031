"""A product in a list, with the numbers of what would be handed over now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from products.catalogue.on_the_shelf import AtStore, on_the_shelf
from products.catalogue.strength import Figure, balance, figures
from products.catalogue.vocabulary import CHEMOTYPE_WORDS, NEITHER, ROUTE_WORDS, drawing_of
from products.models import Format, Product, Store
from products.potency import DOSED
from products.translated import told


@dataclass(frozen=True, slots=True)
class Card:
    """`where`: the stores that have it, none where it cannot be had now; then without figures.
    `balance`: THC in per cent of THC and CBD, for a drawing; None: not known."""

    name: str
    url: str
    producer: str
    format: str
    routes: str
    drawing: str
    strain: str
    chemotypes: tuple[str, ...]
    figures: tuple[Figure, ...]
    balance: int | None
    where: tuple[str, ...]


def cards(product_ids: Sequence[int], *, at: datetime, stores: Sequence[Store]) -> list[Card]:
    """In the order of the keys; three queries."""
    found = Product.objects.select_related("format", "strain").prefetch_related(
        "format__route_rows"
    )
    products = found.in_bulk(product_ids)
    shelf = on_the_shelf(product_ids, at=at, stores=stores)
    return [_card(products[pk], shelf.get(pk, ())) for pk in product_ids if pk in products]


def _card(product: Product, shelf: Sequence[AtStore]) -> Card:
    batches, dosed = [each.batch for each in shelf], is_dosed(product.format)
    chemotypes = dict.fromkeys(batch.chemotype or NEITHER for batch in batches)
    return Card(
        name=told(product, "name"),
        url=url_of(product),
        producer=product.producer,
        format=format_name(product.format),
        routes=_(" or ").join(str(ROUTE_WORDS[route]) for route in routes_of(product.format)),
        drawing=drawing_of(product.format.code if product.format else ""),
        strain=product.strain.name if product.strain else "",
        chemotypes=tuple(str(CHEMOTYPE_WORDS[code]) for code in chemotypes),
        figures=figures(batches, dosed=dosed) if batches else (),
        balance=balance(batches[0], dosed=dosed) if len(chemotypes) == 1 else None,
        where=tuple(told(each.store, "name") for each in shelf),
    )


def url_of(product: Product) -> str:
    return reverse("catalogue:product", args=[product.slug])


def format_name(kind: Format | None) -> str:
    return told(kind, "name") if kind else ""


def routes_of(kind: Format | None) -> tuple[str, ...]:
    """Those that the policy allows."""
    return tuple(each for each in kind.routes if each in settings.ROUTES_ALLOWED) if kind else ()


def is_dosed(kind: Format | None) -> bool:
    """Whether a serving of it has milligrams."""
    return bool(kind and DOSED & set(kind.routes))
