"""Which products and strains have all of the words that are searched for."""

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from products.models import SearchText, Strain
from products.words import spellings

IN_FTS5 = "SELECT rowid FROM products_searchtext_fts WHERE products_searchtext_fts MATCH %s"
EXACT, BEGINS, IN_THE_NAME, ELSEWHERE = range(4)


def matching_products(words: Sequence[str]) -> dict[int, int]:
    """The keys of listed products that have every word, with how well their names agree: EXACT is
    best. Empty where there is no word."""
    if not words:
        return {}
    return dict(_ranked(words).filter(product__active=True).values_list("product", "rank"))


def matching_strains(words: Sequence[str], *, most: int) -> list[Strain]:
    """Listed strains that have every word in their names, what agrees best first."""
    if not words:
        return []
    found = _ranked(words).filter(strain__active=True).values_list("rank", "name", "strain")
    keys = [pk for _rank, _name, pk in sorted(found)[:most]]
    strains = Strain.objects.in_bulk(keys)
    return [strains[key] for key in keys]


def _ranked(words: Sequence[str]) -> QuerySet[Any, Any]:
    typed = " ".join(words)
    in_the_name = Q(*(_has_word(word) for word in words))
    rank = Case(
        When(name=typed, then=EXACT),
        When(name__startswith=typed, then=BEGINS),
        When(in_the_name, then=IN_THE_NAME),
        default=Value(ELSEWHERE),
    )
    return _having(words).annotate(rank=rank).order_by()


def _has_word(word: str) -> Q:
    """A word of the name begins with it, in one of its spellings."""
    found = Q()
    for spelling in spellings(word):
        found |= Q(name__startswith=spelling) | Q(name__contains=f" {spelling}")
    return found


def _having(words: Sequence[str]) -> QuerySet[SearchText, Any]:
    if connection.vendor == "sqlite":
        return SearchText.objects.filter(pk__in=_in_fts5(words))
    alternatives = (" | ".join(f"'{each}':*" for each in spellings(word)) for word in words)
    text = " & ".join(f"({each})" for each in alternatives)
    query = SearchQuery(text, config="simple", search_type="raw")
    vector = SearchVector("words", config="simple")
    return SearchText.objects.annotate(vector=vector).filter(vector=query)


def _in_fts5(words: Sequence[str]) -> RawSQL:
    """Words hold letters and digits and nothing else: none of them can be an operator."""
    alternatives = (" OR ".join(f'"{each}"*' for each in spellings(word)) for word in words)
    return RawSQL(IN_FTS5, [" AND ".join(f"({each})" for each in alternatives)])  # noqa: S611
