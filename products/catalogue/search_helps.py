"""What helps somebody who searches: strains, formats and ways of taking it of that name, and another spelling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from products.catalogue.asked import Asked
from products.catalogue.facets import Relaxation
from products.catalogue.listing import listing
from products.catalogue.snapshot import Snapshot
from products.catalogue.vocabulary import ROUTE_ALSO, ROUTE_WORDS
from products.models import Strain
from products.search import Matches, matching, respelled
from products.translated import told_from
from products.words import plain, searched_words, spellings, words_of

MOST_STRAINS = 4


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchHelps:
    """`nothing`: no product of the catalogue has these words. `meant`: words that some have; `freed`:
    only without the filters."""

    strains: Sequence[Link] = ()
    formats: Sequence[Link] = ()
    routes: Sequence[Link] = ()
    nothing: bool = False
    meant: Relaxation | None = None
    freed: bool = False


def search_helps(shelf: Snapshot, asked: Asked, matches: Matches) -> SearchHelps:
    strains = _strains(matches)
    routes = _routes(shelf, asked)
    nothing = matches.products.keys().isdisjoint(shelf.ids)
    meant = _meant(shelf, asked) if nothing and not strains and not routes else None
    return SearchHelps(
        strains=strains,
        formats=_formats(shelf, asked),
        routes=routes,
        nothing=nothing,
        meant=meant,
        freed=meant is not None and meant.url != asked.searching(meant.label).url(),
    )


def _strains(matches: Matches) -> list[Link]:
    """What agrees best first."""
    listed = Strain.objects.filter(active=True).in_bulk(matches.strains) if matches.strains else {}
    best = sorted(listed.values(), key=lambda each: (matches.strains[each.pk], plain(each.name)))
    return [
        Link(each.name, reverse("catalogue:strain", args=[each.slug]))
        for each in best[:MOST_STRAINS]
    ]


def _formats(shelf: Snapshot, asked: Asked) -> list[Link]:
    """All products of a format whose name is what was typed, one or many of it."""
    return [
        Link(told_from(kind.name), Asked(chosen={**Asked().chosen, "format": (kind.code,)}).url())
        for kind in shelf.formats
        if asked.words and any(_names(asked.words, name) for name in kind.name.values())
    ]


def _routes(shelf: Snapshot, asked: Asked) -> list[Link]:
    """All products that are taken in the way that was typed, in its own words or in others."""
    offered = {route for kind in shelf.formats for route in kind.routes}
    return [
        Link(str(words), Asked(chosen={**Asked().chosen, "route": (route,)}).url())
        for route, words in ROUTE_WORDS.items()
        if route in offered
        and asked.words
        and any(_names(asked.words, name) for name in (str(words), *ROUTE_ALSO[route]))
    ]


def _names(words: Sequence[str], name: str) -> bool:
    """Whether every word is a word of the name."""
    own = words_of(name)
    return all(any(spelling in own for spelling in spellings(word)) for word in words)


def _meant(shelf: Snapshot, asked: Asked) -> Relaxation | None:
    """With the filters as they are, or without them where they hide all of it."""
    free = Asked(everything=asked.everything)
    ranks: dict[str, Mapping[int, int]] = {}

    def finds(words: Sequence[str]) -> bool:
        typed = " ".join(words)
        ranks[typed] = matching(searched_words(typed)).products
        return _number(shelf, free, ranks[typed]) > 0

    found = respelled(asked.words, finds)
    if not found:
        return None
    kept = 0 if asked.strain else _number(shelf, asked, ranks[found])
    number = kept or _number(shelf, free, ranks[found])
    return Relaxation(found, (asked if kept else free).searching(found).url(), number)


def _number(shelf: Snapshot, asked: Asked, ranks: Mapping[int, int]) -> int:
    return len(listing(shelf, asked, ranks=ranks).ids) if ranks else 0
