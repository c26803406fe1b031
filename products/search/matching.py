"""Which products and strains have all of the words that are searched for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    IntegerField,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import RawSQL

from products.models import SearchText
from products.words import spellings

# The text search of each database, and how it writes: one of these, all of these, what begins so.
FOUND = {
    "sqlite": "products_searchtext.id IN"
    " (SELECT rowid FROM products_searchtext_fts WHERE products_searchtext_fts MATCH %s)",
    "postgresql": "products_searchtext.vector @@ to_tsquery('simple', %s)",
}
SIGNS = {"sqlite": (" OR ", " AND ", '"{}"*'), "postgresql": (" | ", " & ", "'{}':*")}
EXACT, BEGINS, IN_THE_NAME, ELSEWHERE = range(4)


class Keys(Aggregate):
    """All keys of a group in one text: to make a row for each of thousands would take longer than to find them."""

    output_field = TextField()
    function = "GROUP_CONCAT"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        template = "STRING_AGG(%(expressions)s::text, ',')"
        return self.as_sql(compiler, connection, template=template)


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
        ranked = _having(words).annotate(rank=_rank(words)).order_by().values("rank")
        keys = ranked.annotate(of_products=Keys("product_id"), of_strains=Keys("strain_id"))
        rows: Iterable[Any] = keys.values_list("rank", "of_products", "of_strains")
        for rank, of_products, of_strains in rows:
            products |= dict.fromkeys(_numbers(of_products), rank)
            strains |= dict.fromkeys(_numbers(of_strains), rank)
    return Matches(products, strains)


def _numbers(text: str | None) -> Iterable[int]:
    return map(int, text.split(",")) if text else ()


def _rank(words: Sequence[str]) -> Case:
    typed = " ".join(words)
    return Case(
        When(name=typed, then=Value(EXACT)),
        When(name__startswith=typed, then=Value(BEGINS)),
        When(Q(*(_has_word(word) for word in words)), then=Value(IN_THE_NAME)),
        default=Value(ELSEWHERE),
        output_field=IntegerField(),
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
    found = RawSQL(FOUND[connection.vendor], [text], BooleanField())  # noqa: S611 - our own constants
    return SearchText.objects.filter(found)
