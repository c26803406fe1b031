"""Which products and strains have all of the words that are searched for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, Field, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from products.models import SearchText
from products.words import spellings

# The text search of each database, and how it writes: one of these, all of these, what begins so.
FOUND = {
    "sqlite": "SELECT rowid FROM products_searchtext_fts WHERE products_searchtext_fts MATCH %s",
    "postgresql": "SELECT id FROM products_searchtext WHERE vector @@ to_tsquery('simple', %s)",
}
SIGNS = {"sqlite": (" OR ", " AND ", '"{}"*'), "postgresql": (" | ", " & ", "'{}':*")}
EXACT, BEGINS, IN_THE_NAME, ELSEWHERE = range(4)


@dataclass(frozen=True, slots=True)
class Matches:
    """Keys with how well the names agree, EXACT the best; listed or not."""

    products: Mapping[int, int]
    strains: Mapping[int, int]


def matching(words: Sequence[str]) -> Matches:
    """What has every word. Nothing where there is no word; one query."""
    products: dict[int, int] = {}
    strains: dict[int, int] = {}
    if words:
        found = _having(words).annotate(rank=_rank(words)).order_by()
        for product, strain, rank in found.values_list("product_id", "strain_id", "rank"):
            if product is not None:
                products[product] = rank
            else:
                strains[strain] = rank
    return Matches(products, strains)


def finds_a_product(words: Sequence[str]) -> bool:
    """Whether a listed product has every word."""
    return bool(words) and _having(words).filter(product__active=True).exists()


def _rank(words: Sequence[str]) -> Case:
    typed = " ".join(words)
    return Case(
        When(name=typed, then=Value(EXACT)),
        When(name__startswith=typed, then=Value(BEGINS)),
        When(Q(*(_has_word(word) for word in words)), then=Value(IN_THE_NAME)),
        default=Value(ELSEWHERE),
        output_field=Field(),  # as the database gives it: there may be thousands
    )


def _has_word(word: str) -> Q:
    """A word of the name begins with it, in one of its spellings."""
    found = Q()
    for spelling in spellings(word):
        found |= Q(name__startswith=spelling) | Q(name__contains=f" {spelling}")
    return found


def _having(words: Sequence[str]) -> QuerySet[SearchText, Any]:
    """Words hold letters and digits and nothing else: none of them can be an operator."""
    either, both, beginning = SIGNS[connection.vendor]
    alternatives = (either.join(beginning.format(each) for each in spellings(w)) for w in words)
    text = both.join(f"({each})" for each in alternatives)
    found = RawSQL(FOUND[connection.vendor], [text])  # noqa: S611 - our own constants
    return SearchText.objects.filter(pk__in=found)
