from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sellable batch as the engine sees it: no price, brand, producer or stock depth.

    Percent is by weight. `smallest_*` is what the smallest amount that can be measured out holds.
    None means unknown, also for `contains_alcohol` and `allergens` (ingredients not known).
    """

    batch_id: int
    batch_number: str
    product_id: int
    format: str
    routes: tuple[str, ...]
    chemotype: str | None
    thc_free: bool
    total_thc_percent: Decimal | None
    total_cbd_percent: Decimal | None
    thc_mg_per_serving: Decimal | None
    cbd_mg_per_serving: Decimal | None
    smallest_thc_mg: Decimal | None
    smallest_cbd_mg: Decimal | None
    contains_alcohol: bool | None
    allergens: frozenset[str] | None
    expires_on: date
