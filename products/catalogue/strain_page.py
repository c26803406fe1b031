"""The page of a strain as a plain value."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from herbology.languages import Told
from products.catalogue import snapshot
from products.catalogue.asked import Asked
from products.catalogue.cards import Card, cards
from products.catalogue.chemistry import Chemistry, chemistry
from products.catalogue.knowledge import knowledge
from products.catalogue.listing import listing
from products.catalogue.vocabulary import CHEMOTYPE_WORDS
from products.models import Product, Store, Strain
from products.own_words import own_words
from products.sellable import day_at

MOST_CARDS = 12
# What is said of indica and sativa comes from these.
LABEL_SOURCES = ("watts2021", "smith2022", "piomelli2016")


@dataclass(frozen=True, slots=True)
class Relative:
    """`url` is empty for a strain that is no longer listed."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class StrainPage:
    """`cards`: the first of the `total` products that can be had now. `words`: the growers'."""

    strain: Strain
    parents: Sequence[Relative]
    offspring: Sequence[Relative]
    usual_chemotype: str
    words: Told
    charts: Sequence[Chemistry]
    cards: Sequence[Card]
    total: int
    all_url: str
    label_sources: Sequence[str]


def strain_page(strain: Strain, at: datetime) -> StrainPage:
    products = Product.objects.filter(strain=strain).order_by().values_list("pk", flat=True)
    found = listing(snapshot.current(at), Asked(), only=set(products))
    stores = list(Store.objects.filter(active=True))
    listed = [each for each in cards(found.ids[:MOST_CARDS], at=at, stores=stores) if each.where]
    chemotype = CHEMOTYPE_WORDS.get(strain.chemotype)
    return StrainPage(
        strain=strain,
        parents=[_relative(each) for each in strain.parents.order_by("name")],
        offspring=[_relative(each) for each in strain.offspring.filter(active=True)],
        usual_chemotype=str(chemotype) if chemotype else "",
        words=own_words(strain),
        charts=chemistry(strain, day_at(at)),
        cards=listed,
        total=len(found.ids) if len(found.ids) > MOST_CARDS else len(listed),
        all_url=Asked(strain=strain.slug).url(),
        label_sources=knowledge().references(LABEL_SOURCES),
    )


def _relative(strain: Strain) -> Relative:
    url = reverse("catalogue:strain", args=[strain.slug]) if strain.active else ""
    return Relative(strain.name, url)
