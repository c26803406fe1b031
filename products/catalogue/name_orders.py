"""The order of the products' names in other languages: who reads a translation expects its A to Z."""

from array import array
from collections.abc import Mapping, Sequence

from django.conf import settings

from products.models import Product
from products.words import plain

Orders = Mapping[str, "array[int]"]


def name_orders(named: Sequence[tuple[int, str]]) -> Orders:
    """By language, the rank of the name at each place; a language without a translated name is left out.

    `named` has at each place a product's key and its own name, made plain: what is not translated
    stands there in that one, and is sorted by it.
    """
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    translations = {code: _translated(f"name_{code}") for code in codes}
    return {code: _order(named, names) for code, names in translations.items() if names}


def in_order(places: Sequence[int], order: "array[int] | None") -> Sequence[int]:
    """As they are where the language has no order of its own."""
    return sorted(places, key=order.__getitem__) if order else places


def _translated(field: str) -> dict[int, str]:
    named = Product.objects.filter(active=True).exclude(**{field: ""}).order_by()
    return dict(named.values_list("pk", field))


def _order(named: Sequence[tuple[int, str]], translated: Mapping[int, str]) -> "array[int]":
    names = [plain(translated[key]) if key in translated else own for key, own in named]
    ranks = array("l", bytes(array("l").itemsize * len(names)))
    for rank, place in enumerate(sorted(range(len(names)), key=names.__getitem__)):
        ranks[place] = rank
    return ranks
