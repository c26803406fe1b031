"""The page of a product as a plain value: what each store would hand over, and nothing of before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from herbology.languages import Told
from products.assumed import assumed
from products.catalogue.asked import Asked
from products.catalogue.cards import format_name, is_dosed, routes_of
from products.catalogue.knowledge import Advice, RouteFacts, knowledge
from products.catalogue.lab_panel import LabPanel, lab_panel
from products.catalogue.label_lines import label_lines
from products.catalogue.on_the_shelf import AtStore, on_the_shelf
from products.catalogue.recalled import recalled_numbers
from products.catalogue.strength import Figure, balance, figures
from products.catalogue.vocabulary import CHEMOTYPE_WORDS, NEITHER, ROUTE_WORDS, drawing_of
from products.catalogue.wording import allergy_lines, pack_of, price_of, serving_lines
from products.ingredients import Ingredients, ingredients
from products.models import Batch, LabResult, Product, Store
from products.own_words import own_words
from products.translated import told


@dataclass(frozen=True, slots=True)
class Later:
    """A batch that is handed over when those before it are gone."""

    number: str
    expires_on: date | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class StoreLine:
    """`later` in the order in which it is handed over."""

    name: str
    address: str
    phone: str
    number: str
    later: tuple[Later, ...]


@dataclass(frozen=True, slots=True)
class Lot:
    """What the stores of `where` would hand over: the same batch number with the same lab result."""

    number: str
    where: tuple[str, ...]
    expires_on: date | None
    figures: tuple[Figure, ...]
    balance: int | None
    chemotype: str
    assumed: tuple[str, ...]
    labelled: tuple[str, ...]
    lab: LabPanel


@dataclass(frozen=True, slots=True)
class ProductPage:
    """`lots` and `stores` are empty where it cannot be had now. `elsewhere`: stores without it.
    `words`: the producer's. `recalled`: numbers of batches that nobody may use."""

    product: Product
    format: str
    routes_in_words: str
    drawing: str
    pack: str
    price: str
    words: Told
    recalled: tuple[str, ...]
    lots: tuple[Lot, ...]
    stores: tuple[StoreLine, ...]
    elsewhere: tuple[str, ...]
    routes: tuple[RouteFacts, ...]
    serving: tuple[str, ...]
    ingredients: Ingredients
    allergies: tuple[str, ...]
    keep_safe: Advice
    similar_url: str

    @property
    def can_wait(self) -> bool:
        """Whether somebody may ask to be told when a store has it again."""
        return bool(self.elsewhere and self.routes)

    @property
    def available(self) -> bool:
        return bool(self.lots)


def product_page(product: Product, at: datetime) -> ProductPage:
    """`product` comes with its format, routes, strain and allergens loaded."""
    stores = list(Store.objects.filter(active=True).order_by("name"))
    shelf = on_the_shelf([product.pk], at=at, stores=stores).get(product.pk, ())
    dosed, routes = is_dosed(product.format), routes_of(product.format)
    having = {each.store.pk for each in shelf}
    return ProductPage(
        product=product,
        format=format_name(product.format),
        routes_in_words=_(" or ").join(str(ROUTE_WORDS[route]) for route in routes),
        drawing=drawing_of(product.format.code if product.format else ""),
        pack=pack_of(product),
        price=price_of(product),
        words=own_words(product),
        recalled=recalled_numbers(product),
        lots=tuple(_lots(product, shelf, dosed=dosed)),
        stores=tuple(_store_line(each, dosed=dosed) for each in shelf),
        elsewhere=tuple(told(store, "name") for store in stores if store.pk not in having),
        routes=tuple(knowledge().route_facts(route) for route in routes),
        serving=serving_lines(product),
        ingredients=ingredients(product),
        allergies=allergy_lines(product),
        keep_safe=knowledge().keep_safe(),
        similar_url=_similar_url(product),
    )


def _similar_url(product: Product) -> str:
    """Of its kind, what can be had."""
    if product.format is None or not routes_of(product.format):
        return ""
    return Asked(chosen={**Asked().chosen, "format": (product.format.code,)}).url()


def _lots(product: Product, shelf: Sequence[AtStore], *, dosed: bool) -> Iterator[Lot]:
    alike: dict[tuple[object, ...], list[AtStore]] = {}
    for each in shelf:
        batch = each.batch
        key = (batch.number, batch.lab_result_id, batch.expires_on, tuple(batch.assumed))
        alike.setdefault(key, []).append(each)
    results = LabResult.objects.prefetch_related("readings", "panels").in_bulk(
        [group[0].batch.lab_result_id for group in alike.values()]
    )
    for group in alike.values():
        yield _lot(product, group, results[group[0].batch.lab_result_id], dosed=dosed)


def _lot(product: Product, group: Sequence[AtStore], result: LabResult, *, dosed: bool) -> Lot:
    batch = group[0].batch
    return Lot(
        number=batch.number,
        where=tuple(told(each.store, "name") for each in group),
        expires_on=batch.expires_on,
        figures=figures([batch], dosed=dosed),
        balance=balance(batch, dosed=dosed),
        chemotype=str(CHEMOTYPE_WORDS[batch.chemotype or NEITHER]),
        assumed=tuple(assumed(batch.assumed)),
        labelled=tuple(label_lines(product, batch, result)),
        lab=lab_panel(result),
    )


def _store_line(each: AtStore, *, dosed: bool) -> StoreLine:
    return StoreLine(
        name=told(each.store, "name"),
        address=each.store.address,
        phone=each.store.phone,
        number=each.batch.number,
        later=tuple(_later(batch, dosed=dosed) for batch in each.others),
    )


def _later(batch: Batch, *, dosed: bool) -> Later:
    return Later(batch.number, batch.expires_on, figures([batch], dosed=dosed))
