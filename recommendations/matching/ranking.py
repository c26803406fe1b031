"""The order of products for one route, and the batch of each that is handed out.

A product stands in its best chemotype, and there by the lowest THC of its batches that suit, then
by the SHA-256 of the batch number. So the day on which a batch expires never moves its product;
it only decides which of the product's batches is handed out.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from products.potency import SWALLOWED
from recommendations.matching.candidate import Candidate
from recommendations.matching.limits import RouteLimits

# Chemotype, THC unknown, THC, hash of the number; the ids only part what is equal in all of these.
Key = tuple[int, bool, Decimal, str, int, int]


@dataclass(frozen=True, slots=True)
class Offer:
    """A product's place in a route's order and the batch it would hand out.

    `alternatives` is how many of its batches were as good; `thc` is what ranked it: mg per serving
    where swallowed or under the tongue, else percent; None where unknown.
    """

    key: Key
    candidate: Candidate
    thc: Decimal | None
    alternatives: int

    @property
    def product_id(self) -> int:
        return self.candidate.product_id


def rank(suiting: Iterable[Candidate], limits: RouteLimits) -> tuple[Offer, ...]:
    """One offer per product, best first."""
    batches: dict[int, list[Candidate]] = {}
    for candidate in suiting:
        batches.setdefault(candidate.product_id, []).append(candidate)
    offers = (_offer(of_product, limits) for of_product in batches.values())
    return tuple(sorted(offers, key=lambda offer: offer.key))


def _offer(batches: list[Candidate], limits: RouteLimits) -> Offer:
    best = min(batches, key=lambda batch: _key(batch, limits))
    peers = [batch for batch in batches if batch.chemotype == best.chemotype]
    first = min(peers, key=lambda batch: (batch.expires_on, batch.batch_number, batch.batch_id))
    return Offer(_key(best, limits), first, ranked_thc(best, limits.route), len(peers))


def _key(batch: Candidate, limits: RouteLimits) -> Key:
    thc = ranked_thc(batch, limits.route)
    return (
        limits.chemotypes.index(batch.chemotype or ""),
        thc is None,
        thc or Decimal(0),
        number_hash(batch.batch_number),
        batch.product_id,
        batch.batch_id,
    )


def ranked_thc(batch: Candidate, route: str) -> Decimal | None:
    return batch.thc_mg_per_serving if route in SWALLOWED else batch.total_thc_percent


def number_hash(batch_number: str) -> str:
    """The public tie rule: SHA-256 in hex, which favors no name, brand or date."""
    return hashlib.sha256(batch_number.encode()).hexdigest()
