"""What helps somebody who searches: strains and formats of that name, and another spelling."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from products.catalogue.asked import Asked
from products.catalogue.facets import Relaxation
from products.catalogue.listing import listing
from products.catalogue.snapshot import Snapshot
from products.models import Strain
from products.search import Matches, finds_a_product, matching, respelled
from products.translated import told_from
from products.words import plain, spellings, words_of

MOST_STRAINS = 4


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class SearchHelps:
    """`nothing`: no product of the catalogue has these words. `meant`: words that some have."""

    strains: Sequence[Link] = ()
    formats: Sequence[Link] = ()
    nothing: bool = False
    meant: Relaxation | None = None


def search_helps(shelf: Snapshot, asked: Asked, matches: Matches) -> SearchHelps:
    strains = _strains(matches)
    nothing = matches.products.keys().isdisjoint(shelf.ids)
    return SearchHelps(
        strains=strains,
        formats=_formats(shelf, asked),
        nothing=nothing,
        meant=_meant(shelf, asked) if nothing and not strains else None,
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


def _names(words: Sequence[str], name: str) -> bool:
    """Whether every word is a word of the name."""
    own = words_of(name)
    return all(any(spelling in own for spelling in spellings(word)) for word in words)


def _meant(shelf: Snapshot, asked: Asked) -> Relaxation | None:
    found = respelled(asked.words, finds_a_product)
    if not found:
        return None
    meant = asked.searching(found)
    ranks = matching(meant.words).products
    return Relaxation(found, meant.url(), len(listing(shelf, meant, ranks=ranks).ids))
