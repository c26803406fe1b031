"""Asking parsed HTML what a browser would see."""

from collections.abc import Iterator
from functools import lru_cache

from django.test.html import Element, parse_html


def elements(html: str, *names: str) -> list[Element]:
    """All elements in document order, or those with one of these tag names."""
    return [found for found in _walk(_parsed(html)) if not names or found.name in names]


def within(element: Element, *names: str) -> list[Element]:
    return [found for found in _walk(element) if found is not element and found.name in names]


def attribute(element: Element, name: str) -> str | None:
    return dict(element.attributes).get(name)


def has_class(element: Element, name: str) -> bool:
    return name in (attribute(element, "class") or "").split()


def ids(html: str) -> list[str]:
    return [found for element in elements(html) if (found := attribute(element, "id"))]


def text(element: Element) -> str:
    words = [
        child if isinstance(child, str) else text(child)
        for child in element.children
    ]  # fmt: skip
    return " ".join(" ".join(words).split())


@lru_cache(maxsize=4)
def _parsed(html: str) -> Element:
    """A long page takes a while, and one test asks it many things."""
    return parse_html(html)


def _walk(element: Element) -> Iterator[Element]:
    if element.name:
        yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _walk(child)
