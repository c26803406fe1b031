"""The list of the catalogue as a plain value; the template only lays it out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import QueryDict

from products import search
from products.catalogue import facets as filters
from products.catalogue import snapshot
from products.catalogue.asked import Asked, parse
from products.catalogue.cards import Card, cards
from products.catalogue.facets import Chip, Facet, Relaxation
from products.catalogue.listing import Listing, listing
from products.catalogue.notices import notices
from products.catalogue.search_helps import SearchHelps, search_helps
from products.catalogue.sorting import SortChoice, refused, sort_choices
from products.models import Product, Store, Strain


@dataclass(frozen=True, slots=True)
class BrowsePage:
    """`relaxations` only where nothing is found."""

    asked: Asked
    strain: Strain | None
    cards: Sequence[Card]
    total: int
    pages: int
    facets: Sequence[Facet]
    chips: Sequence[Chip]
    sorts: Sequence[SortChoice]
    notices: Sequence[str]
    relaxations: Sequence[Relaxation]
    helps: SearchHelps

    @property
    def beyond(self) -> bool:
        """Whether there is no such page."""
        return not 1 <= self.asked.page <= self.pages

    @property
    def opening(self) -> bool:
        """Whether it is the catalogue's first page, which explains itself."""
        return not self.asked.typed and not self.chips and not self.strain and self.asked.page == 1

    @property
    def previous_url(self) -> str:
        return self.asked.on_page(self.asked.page - 1).url() if self.asked.page > 1 else ""

    @property
    def next_url(self) -> str:
        page = self.asked.page
        return self.asked.on_page(page + 1).url() if page < self.pages else ""

    @property
    def first_url(self) -> str:
        return self.asked.on_page(1).url()

    @property
    def last_url(self) -> str:
        return self.asked.on_page(self.pages).url()

    @property
    def without_search_url(self) -> str:
        return self.asked.searching("").url()

    @property
    def without_strain_url(self) -> str:
        return self.asked.without_strain().url()

    @property
    def only_now_url(self) -> str:
        return self.asked.showing(everything=False).url()

    @property
    def everything_url(self) -> str:
        return Asked().url()


def asked_for(query: QueryDict, at: datetime) -> Asked:
    return parse(query, filters.choices(snapshot.current(at)))


def browse(asked: Asked, at: datetime) -> BrowsePage:
    shelf = snapshot.current(at)
    strain = Strain.objects.filter(slug=asked.strain, active=True).first() if asked.strain else None
    told = notices(asked, strain)
    asked = replace(
        asked, strain=strain.slug if strain else "", sort="" if refused(asked) else asked.sort
    )
    matches = search.matching(asked.words) if asked.typed else None
    ranks = matches.products if matches else None
    found = _found(shelf, asked, ranks, strain)
    known = filters.choices(shelf)
    return BrowsePage(
        asked=asked,
        strain=strain,
        cards=_cards(found, asked, at),
        total=len(found.ids),
        pages=found.pages,
        facets=filters.facets(known, asked, found.counts),
        chips=tuple(filters.chips(known, asked)),
        sorts=tuple(sort_choices(shelf, asked)),
        notices=told,
        relaxations=() if found.ids else _relaxations(shelf, asked, ranks, strain, found),
        helps=search_helps(shelf, asked, matches) if matches else SearchHelps(),
    )


def _found(
    shelf: snapshot.Snapshot, asked: Asked, ranks: Mapping[int, int] | None, strain: Strain | None
) -> Listing:
    if strain is None:
        return listing(shelf, asked, ranks=ranks)
    theirs = Product.objects.filter(strain=strain).order_by().values_list("pk", flat=True)
    return listing(shelf, asked, ranks=ranks, only=set(theirs))


def _cards(found: Listing, asked: Asked, at: datetime) -> list[Card]:
    """What has been sold since the snapshot was made is left out."""
    stores = list(Store.objects.filter(active=True))
    listed = cards(found.on_page(asked.page), at=at, stores=stores)
    return [card for card in listed if card.where or asked.everything]


def _relaxations(
    shelf: snapshot.Snapshot,
    asked: Asked,
    ranks: Mapping[int, int] | None,
    strain: Strain | None,
    found: Listing,
) -> list[Relaxation]:
    """The words that are searched for and the strain can be given up like any filter."""
    known = filters.choices(shelf)
    given_up = list(filters.relaxations(known, asked, found.counts))
    if asked.typed:
        freer = asked.searching("")
        given_up.append(filters.relaxed_search(asked, len(_found(shelf, freer, None, strain).ids)))
    if strain is not None:
        total = len(_found(shelf, asked, ranks, None).ids)
        given_up.append(filters.relaxed_strain(asked, strain.name, total))
    return sorted((each for each in given_up if each.products), key=lambda each: -each.products)
