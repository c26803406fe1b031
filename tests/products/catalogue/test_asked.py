import pytest
from django.http import QueryDict

from products.catalogue.asked import Asked, parse
from products.catalogue.counting import FACETS

KNOWN = dict.fromkeys(FACETS, ("a", "b"))


def parsed(query):
    return parse(QueryDict(query), KNOWN)


@pytest.mark.parametrize(
    ("query", "url"),
    [
        ("", "/products/"),
        ("q=&sort=&show=&page=1", "/products/"),
        ("format=b&format=a&route=a&format=b", "/products/?route=a&format=a&format=b"),
        ("page=3&show=all&q=blue++gum", "/products/?q=blue+gum&show=all&page=3"),
        ("sort=name", "/products/"),
        ("sort=name&q=gum", "/products/?q=gum&sort=name"),
        ("strain=blue-hill&route=", "/products/?strain=blue-hill"),
        ("utm_source=x&route=a", "/products/?route=a"),
    ],
)
def test_one_question_has_one_address(query, url):
    assert parsed(query).url() == url
    assert parsed(url.partition("?")[2]) == parsed(query)


def test_unknown_values_are_left_out_and_told():
    asked = parsed("route=a&route=rectal&sort=margin&show=sold")

    assert asked.unknown == (("route", "rectal"), ("show", "sold"), ("sort", "margin"))
    assert asked.url() == "/products/?route=a"


@pytest.mark.parametrize(
    ("page", "number"),
    [("2", 2), ("0", 0), ("-1", 0), ("x", 0), ("1.5", 0), ("²", 0), ("9" * 5000, 0), ("", 1)],
)
def test_page_is_a_number_or_none(page, number):
    query = QueryDict(mutable=True)
    query["page"] = page

    assert parse(query, KNOWN).page == number


def test_search_of_ten_thousand_characters_is_cut():
    asked = parsed("q=" + "gummy+" * 2000)

    assert (asked.words, len(asked.typed) <= 200, asked.cut) == (("gummy",), True, True)


def test_zero_bytes_never_reach_the_database():
    assert parsed("q=a%00b&strain=x%00").typed == "a b"


def test_taking_a_value_away_leaves_the_others_and_begins_at_page_one():
    asked = parsed("route=a&route=b&format=a&page=4")

    assert asked.without("route", "a").url() == "/products/?route=b&format=a"
    assert asked.without("route").url() == "/products/?format=a"


def test_nothing_asked_has_the_shortest_address():
    assert Asked().url() == "/products/"


@pytest.mark.parametrize("query", ["lang=es&page=3", "page=3&lang=en", "page=3"])
def test_page_stands_in_an_address_that_names_a_language(query):
    assert parsed(query).page == 3
