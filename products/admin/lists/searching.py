"""Searching large lists: each word must be found somewhere, and each place has its own quick query.

Joined by OR in one query, no index could serve. Numbers and tags are compared as typed and in
capitals, because PostgreSQL's indexes tell letters apart. A number is found by its beginning, a tag
by its beginning or its end, which is what people read out.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.text import smart_split, unescape_string_literal

from herbology.admin_pages import FarPages
from products.models import Batch, LabResult, Product

Places = Iterator[QuerySet[Any]]


class SearchedPages(FarPages):
    """PostgreSQL joins all rows of a list before it looks for those that were searched."""

    keys_first_in_a_search = True


class QuickSearch:
    """For an admin whose `places(word)` yields queries of its model, one for each place."""

    list_pages: ClassVar[type[FarPages]] = SearchedPages

    def places(self, word: str) -> Places:
        raise NotImplementedError

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Never with duplicates."""
        for word in words(search_term):
            first, *others = (place.order_by().values("pk") for place in self.places(word))
            queryset = queryset.filter(pk__in=first.union(*others) if others else first)
        return queryset, False


def words(text: str) -> list[str]:
    """What stands in quotation marks is one word."""
    return [_unquoted(word) for word in smart_split(text.replace("\x00", ""))]


def batches_with(word: str) -> Places:
    """By batch number or package tag."""
    yield Batch.objects.filter(as_typed_or_capitals("number__startswith", word))
    if has_digit(word):  # a word of a name is no tag
        yield Batch.objects.filter(as_typed_or_capitals("package_tag__startswith", word))
        yield Batch.objects.filter(as_typed_or_capitals("package_tag__endswith", word))


def as_typed_or_capitals(lookup: str, word: str) -> Q:
    typed, capitals = Q(**{lookup: word}), Q(**{lookup: word.upper()})
    return typed if word == word.upper() else typed | capitals


def has_digit(word: str) -> bool:
    return any(letter.isdigit() for letter in word)


def products_with(word: str) -> QuerySet[Any, Any]:
    """Keys, by name, producer, registration number or SKU."""
    places = ("name__icontains", "producer__icontains", "registration_number__icontains")
    named = reduce(or_, (Q(**{place: word}) for place in places))
    return Product.objects.filter(named).order_by().values("pk")


def lab_results_with(word: str) -> QuerySet[Any, Any]:
    """Keys, by lot or certificate number."""
    lot = as_typed_or_capitals("lot__startswith", word)
    certificate = as_typed_or_capitals("certificate_number__startswith", word)
    return LabResult.objects.filter(lot | certificate).order_by().values("pk")


def _unquoted(word: str) -> str:
    quoted = len(word) > 1 and word[0] == word[-1] and word[0] in "\"'"
    return unescape_string_literal(word) if quoted else word
