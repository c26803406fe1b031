"""Reading the information pages as a browser would see them."""

from functools import cache
from itertools import pairwise

from django.test import Client

from tests.herbology.markup import attribute, elements, has_class, text, within

SPASMS, CHOOSING = "/muscle-spasms/", "/how-we-choose/"


def html_of(path):
    return Client().get(path).content.decode()


@cache
def shipped(path):
    """The page as it is shipped: the same for every test that only reads it."""
    return html_of(path)


def heading_jumps(html):
    levels = [int(e.name[1]) for e in elements(html, "h1", "h2", "h3", "h4")]
    return levels.count(1), [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1]


def fragments(html):
    return [a[1:] for e in elements(html, "a") if (a := attribute(e, "href") or "").startswith("#")]


def contents(html):
    """The addresses of the contents list, and its headings."""
    nav = next(e for e in elements(html, "nav") if has_class(e, "contents"))
    return [(attribute(a, "href")[1:], text(a)) for a in within(nav, "a")]


def table(html, caption):
    """Header cells, then each row as its name and cells."""
    found = next(e for e in elements(html, "table") if text(within(e, "caption")[0]) == caption)
    head, *rows = within(found, "tr")
    return [text(th) for th in within(head, "th")], [
        (_of_class(within(row, "th")[0], "matrix-name"), within(row, "td")) for row in rows
    ]


def _of_class(element, name):
    return next(text(e) for e in within(element, "span") if has_class(e, name))


REPEATED = ("matrix-ways", "cites", "evidence-meter")


def said(element, drop=REPEATED):
    """Its words without parts of these classes: what narrow screens repeat, and sources."""
    words = [
        child if isinstance(child, str) else said(child, drop)
        for child in element.children
        if isinstance(child, str) or not any(has_class(child, name) for name in drop)
    ]
    return " ".join(" ".join(words).split())


def cited(html):
    """The numbers of all sources that the page points at."""
    return {int(name.removeprefix("source-")) for name in fragments(html) if "source-" in name}


def listed(html):
    """The numbers of the sources in its list, and what each says."""
    items = [e for e in elements(html, "li") if (attribute(e, "id") or "").startswith("source-")]
    return {int(attribute(item, "value")): text(item) for item in items}
