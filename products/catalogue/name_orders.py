"""The order of the products' names in other languages: who reads a translation expects its A to Z."""

from array import array
from collections.abc import Collection, Mapping, Sequence

from django.conf import settings

from products.models import Product
from products.words import plain

Orders = Mapping[str, "array[int]"]


def name_orders(ids: Sequence[int]) -> Orders:
    """By language, the rank of the name at each place; a language without a translated name is left out."""
    codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    translations = {code: _translated(f"name_{code}") for code in codes}
    return {code: _order(ids, names) for code, names in translations.items() if names}


def in_order(places: Sequence[int], order: "array[int] | None") -> Sequence[int]:
    """As they are where the language has no order of its own."""
    return sorted(places, key=order.__getitem__) if order else places


def _translated(field: str) -> dict[int, str]:
    named = Product.objects.filter(active=True).exclude(**{field: ""}).order_by()
    return dict(named.values_list("pk", field))


def _order(ids: Sequence[int], translated: Mapping[int, str]) -> "array[int]":
    """What is not translated stands there in English, and is sorted by that."""
    names = {**_english(set(ids).difference(translated)), **translated}
    keys = sorted((plain(names.get(pk, "")), place) for place, pk in enumerate(ids))
    ranks = array("l", bytes(array("l").itemsize * len(ids)))
    for rank, (_name, place) in enumerate(keys):
        ranks[place] = rank
    return ranks


def _english(untranslated: Collection[int]) -> dict[int, str]:
    if not untranslated:
        return {}
    named = Product.objects.filter(active=True).order_by().values_list("pk", "name")
    return {pk: name for pk, name in named if pk in untranslated}
