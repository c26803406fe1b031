"""The filters of the catalogue with their choices, how many products each gives, and the chips."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.catalogue.asked import Asked
from products.catalogue.counting import AVAILABLE, FACETS, Counts
from products.catalogue.snapshot import Snapshot
from products.catalogue.vocabulary import CBD_BANDS, CHEMOTYPE_WORDS, ROUTE_WORDS, THC_BANDS
from products.translated import told_from
from products.words import plain

TITLES: Mapping[str, Promise] = {
    "route": gettext_lazy("How you take it"),
    "format": gettext_lazy("Kind of product"),
    "chemotype": gettext_lazy("THC or CBD"),
    "thc": gettext_lazy("THC in one serving"),
    "cbd": gettext_lazy("CBD in one serving"),
    "store": gettext_lazy("Store"),
}
ORDER = ("route", "format", "chemotype", "thc", "cbd", "store")
# Short lists whose choices are worth seeing even where they would give nothing.
SHOWN_WHOLE = ("route", "chemotype", "store")

Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    products: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def narrows(self) -> bool:
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that was chosen; `url` is the list without it."""

    title: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Relaxation:
    """What to give up, in words, and how many products that would give."""

    label: str
    url: str
    products: int


def choices(shelf: Snapshot) -> Choices:
    """By facet, every value with its words."""
    return {
        "route": _words(ROUTE_WORDS, _routes(shelf)),
        "format": {kind.code: told_from(kind.name) for kind in shelf.formats},
        "chemotype": _words(CHEMOTYPE_WORDS),
        "thc": _words(THC_BANDS.words),
        "cbd": _words(CBD_BANDS.words),
        "store": {slug: told_from(name) for slug, name in shelf.stores},
    }


def facets(known: Choices, asked: Asked, counts: Counts) -> tuple[Facet, ...]:
    return tuple(
        Facet(
            name,
            str(TITLES[name]),
            tuple(
                Choice(value, label, counts.by_value[name][value], value in asked.chosen[name])
                for value, label in _in_order(name, known[name])
                if name in SHOWN_WHOLE
                or counts.by_value[name][value]
                or value in asked.chosen[name]
            ),
        )
        for name in ORDER
    )


def _in_order(name: str, labels: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    """Kinds by their names, which differ with the language; all else as it is known."""
    if name != "format":
        return labels.items()
    return sorted(labels.items(), key=lambda pair: plain(pair[1]))


def chips(known: Choices, asked: Asked) -> Iterator[Chip]:
    for name in ORDER:
        for value in asked.chosen[name]:
            yield Chip(str(TITLES[name]), known[name][value], asked.without(name, value).url())


def relaxations(known: Choices, asked: Asked, counts: Counts) -> Iterator[Relaxation]:
    """Each filter whose giving up alone would find something, what finds most first."""
    for name, products in sorted(counts.without.items(), key=lambda pair: (-pair[1], pair[0])):
        if name in FACETS and asked.chosen[name]:
            labels = _(" or ").join(known[name][value] for value in asked.chosen[name])
            label = _given_up(TITLES[name], labels)
            yield Relaxation(label, asked.without(name).url(), products)
        elif name == AVAILABLE and not asked.everything:
            label = _("Show also what we do not have now")
            yield Relaxation(label, asked.showing(everything=True).url(), products)


def _words(words: Mapping[str, Promise], keys: tuple[str, ...] | None = None) -> dict[str, str]:
    return {value: str(label) for value, label in words.items() if keys is None or value in keys}


def _routes(shelf: Snapshot) -> tuple[str, ...]:
    return tuple({route for kind in shelf.formats for route in kind.routes})


def relaxed_search(asked: Asked, products: int) -> Relaxation:
    return Relaxation(_given_up(_("Words"), asked.typed), asked.searching("").url(), products)


def relaxed_strain(asked: Asked, name: str, products: int) -> Relaxation:
    return Relaxation(_given_up(_("Strain"), name), asked.without_strain().url(), products)


def _given_up(title: str | Promise, label: str) -> str:
    return _("Without “%(label)s” (%(title)s)") % {"label": label, "title": title}
