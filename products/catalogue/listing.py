"""Which products are found, in which order, out of the snapshot."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from django.utils.translation import get_language

from products.catalogue.asked import MOST_THC, NAME, STRENGTH, Asked
from products.catalogue.counting import Counts, Question, count
from products.catalogue.name_orders import in_order
from products.catalogue.snapshot import UNKNOWN, Snapshot

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Listing:
    """`ids` of all that is found, in order; `counts` as in `counting`."""

    ids: list[int]
    counts: Counts

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.ids) // PER_PAGE))

    def on_page(self, page: int) -> list[int]:
        return self.ids[(page - 1) * PER_PAGE : page * PER_PAGE]


def listing(
    shelf: Snapshot,
    asked: Asked,
    *,
    ranks: Mapping[int, int] | None = None,
    only: Collection[int] | None = None,
) -> Listing:
    """`ranks`: of a search, how well each product's name agrees, 0 the best; products that are not
    in it are left out, and what agrees best comes first. `only`: no others than these."""
    places = _places(shelf, ranks, only)
    question = Question(asked.chosen, shelf.routes, available_only=not asked.everything)
    numbers = Counter(map(shelf.kinds_of.__getitem__, places))
    counts = count(shelf.kinds, [numbers[kind] for kind in range(len(shelf.kinds))], question)
    passes = [kind in counts.passing for kind in range(len(shelf.kinds))]
    passing = [place for place in places if passes[shelf.kinds_of[place]]]
    found = in_order(passing, shelf.orders.get(get_language() or ""))
    if asked.sort in STRENGTH and asked.one_format:
        found = _by_strength(found, shelf, question, most_first=asked.sort == MOST_THC)
    elif ranks is not None and asked.sort != NAME:
        found = _by_rank(found, shelf, ranks)
    return Listing([shelf.ids[place] for place in found], counts)


def _places(
    shelf: Snapshot, ranks: Mapping[int, int] | None, only: Collection[int] | None
) -> Sequence[int]:
    """In the snapshot, of what is not left out."""
    if ranks is None and only is None:
        return range(len(shelf.ids))
    given = (keys for keys in (ranks, only) if keys is not None)
    wanted = set.intersection(*map(set, given))
    return [place for place, pk in enumerate(shelf.ids) if pk in wanted]


def _by_rank(places: Sequence[int], shelf: Snapshot, ranks: Mapping[int, int]) -> Sequence[int]:
    """The best first; names decide among equals: places are in their order."""
    if len(set(ranks.values())) <= 1:
        return places
    own = [ranks[shelf.ids[place]] for place in places]
    ranked = sorted(zip(own, places, strict=True), key=itemgetter(0))
    return [place for _rank, place in ranked]


def _by_strength(
    places: Sequence[int], shelf: Snapshot, question: Question, *, most_first: bool
) -> list[int]:
    """What is unknown comes last. Names decide among equals: places are in their order."""
    strengths = {place: _strength(place, shelf, question) for place in places}
    sign = -1 if most_first else 1
    return sorted(places, key=lambda n: (strengths[n] == UNKNOWN, sign * strengths[n]))


def _strength(place: int, shelf: Snapshot, question: Question) -> float:
    """Of what is asked for: another store's batch may be stronger or weaker."""
    if place not in shelf.differing:
        return shelf.strengths[place]
    own = shelf.differing[place]
    asked_for = [strength for offer, strength in own if not question.lacking(offer)]
    return min(asked_for, default=shelf.strengths[place])
