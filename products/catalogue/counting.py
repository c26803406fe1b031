"""How many products each choice of a filter would give, and which filter to give up for more.

Pure. Products that are alike for every filter are one kind: what is counted is kinds, a few hundred
of them, however many products there are.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

OF_PRODUCTS = ("route", "format")
OF_OFFERS = ("store", "chemotype", "thc", "cbd")
FACETS = (*OF_PRODUCTS, *OF_OFFERS)
AVAILABLE = "available"

# What one store would hand over: its values of OF_OFFERS.
Offer = tuple[str, ...]
# A format's code, and what each store would hand over; nothing where no store has any.
Kind = tuple[str, tuple[Offer, ...]]


@dataclass(frozen=True, slots=True)
class Question:
    """`chosen` has every facet; `routes` those of each format, by its code."""

    chosen: Mapping[str, Collection[str]]
    routes: Mapping[str, Sequence[str]]
    available_only: bool = True

    def lacking(self, offer: Offer) -> list[str]:
        """The facets in which it is not what is asked for."""
        named = zip(OF_OFFERS, offer, strict=True)
        return [name for name, value in named if self._refuses(name, [value])]

    def lacking_of_format(self, code: str) -> list[str]:
        values = {"route": self.routes[code], "format": [code]}
        return [name for name in OF_PRODUCTS if self._refuses(name, values[name])]

    def lacking_of_nothing(self) -> list[str]:
        """Of a product that no store has."""
        of_offers = [name for name in OF_OFFERS if self.chosen[name]]
        return [*([AVAILABLE] if self.available_only else []), *of_offers]

    def _refuses(self, facet: str, values: Sequence[str]) -> bool:
        wanted = self.chosen[facet]
        return bool(wanted) and not any(value in wanted for value in values)


@dataclass(slots=True)
class Counts:
    """`by_value`: for each facet, products by what only this value of it would give. `without`: by
    facet or AVAILABLE, products if that were given up. `passing`: the numbers of the kinds found."""

    total: int = 0
    passing: set[int] = field(default_factory=set)
    by_value: dict[str, Counter[str]] = field(
        default_factory=lambda: {f: Counter() for f in FACETS}
    )
    without: Counter[str] = field(default_factory=Counter)


def count(kinds: Sequence[Kind], numbers: Sequence[int], question: Question) -> Counts:
    """`numbers` says how many products there are of each kind."""
    counts = Counts()
    for number, (kind, products) in enumerate(zip(kinds, numbers, strict=True)):
        if products:
            _add(counts, number, kind, products, question)
    return counts


def _add(counts: Counts, number: int, kind: Kind, products: int, question: Question) -> None:
    values: set[tuple[str, str]] = set()
    without: set[str] = set()
    for lacks, offered in _offers(kind, question):
        if not lacks:
            counts.passing.add(number)
        if len(lacks) <= 1:
            without.update(lacks or (*FACETS, AVAILABLE))
            values.update(value for value in offered if lacks in ([], [value[0]]))
    counts.total += products if number in counts.passing else 0
    for facet, value in values:
        counts.by_value[facet][value] += products
    for facet in without:
        counts.without[facet] += products


def _offers(
    kind: Kind, question: Question
) -> Iterator[tuple[list[str], tuple[tuple[str, str], ...]]]:
    """What each lacks of what is asked for, and its facets with their values."""
    code, offers = kind
    lacks = question.lacking_of_format(code)
    of_format = (("format", code), *(("route", route) for route in question.routes[code]))
    if not offers:
        yield [*lacks, *question.lacking_of_nothing()], of_format
    for offer in offers:
        of_offer = zip(OF_OFFERS, offer, strict=True)
        yield [*lacks, *question.lacking(offer)], (*of_format, *of_offer)
