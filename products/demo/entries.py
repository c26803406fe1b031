"""What a demo catalogue says, before it becomes rows. Days count from the day it is loaded."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal

from products.potency import Reading


class DemoDataError(ValueError):
    """The demo's data cannot be loaded; the message names the file, the entry and the reason."""


@dataclass(frozen=True, slots=True)
class StoreEntry:
    slug: str
    name: str
    address: str
    phone: str
    time_zone: str
    hours: tuple[tuple[int, time, time], ...]  # weekday (Monday is 0), opens, closes


@dataclass(frozen=True, slots=True)
class StrainEntry:
    name: str
    slug: str
    label: str
    chemotype: str
    parents: tuple[str, ...]
    aroma: tuple[str, ...]
    description: str
    description_es: str = ""
    description_approved: bool = True


@dataclass(frozen=True, slots=True)
class StockEntry:
    """What one store received of a lot, in the product's stock unit, and has sold since."""

    store: str
    quantity: Decimal
    received_days_ago: int
    sold: Decimal = Decimal(0)
    state: str = "released"
    reason: str = ""

    def received_on(self, today: date) -> date:
        return today - timedelta(days=self.received_days_ago)

    def sold_on(self, today: date) -> date:
        """Half way between its arrival and today."""
        return today - timedelta(days=(self.received_days_ago + 1) // 2)


@dataclass(frozen=True, slots=True)
class CertificateEntry:
    number: str
    laboratory: str
    tested_days_ago: int
    readings: tuple[Reading, ...]
    panels: tuple[tuple[str, str], ...]  # panel, outcome
    terpenes: dict[str, float] = field(default_factory=dict)  # percent, aroma only

    def tested_on(self, today: date) -> date:
        return today - timedelta(days=self.tested_days_ago)


@dataclass(frozen=True, slots=True)
class LotEntry:
    """A production lot; untested without a certificate. `shows` names the rule it is there for."""

    number: str
    stock: tuple[StockEntry, ...]
    certificate: CertificateEntry | None = None
    expires_in_days: int | None = None
    shows: str = ""

    def expires_on(self, today: date) -> date | None:
        if self.expires_in_days is None:
            return None
        return today + timedelta(days=self.expires_in_days)


@dataclass(frozen=True, slots=True)
class ProductEntry:
    """Amounts come with their unit: pack ("30", "ml"), serving ("1", "piece")."""

    name: str
    slug: str
    format: str  # a format's code, "" = unclassified
    lots: tuple[LotEntry, ...]
    where: str  # file and entry, for messages
    name_es: str = ""
    producer: str = ""
    strain: str = ""
    description: str = ""
    description_es: str = ""
    description_approved: bool = True  # where there is one
    stock_unit: str = "each"
    pack: tuple[Decimal, str] | None = None
    serving: tuple[Decimal, str] | None = None
    servings: int | None = None
    divides_into: int | None = None
    label_mg_per_serving: tuple[Decimal | None, Decimal | None] = (None, None)  # THC, CBD
    ingredients: str | None = None  # None = unknown
    ingredients_es: str = ""
    allergens: tuple[str, ...] = ()
    contains_alcohol: bool | None = None
    price: Decimal | None = None
    active: bool = True
    reorder_below: tuple[tuple[str, Decimal], ...] = ()  # store, quantity

    @property
    def registration_number(self) -> str:
        return f"DEMO-{self.lots[0].number}"


@dataclass(frozen=True, slots=True)
class CatalogueEntries:
    stores: tuple[StoreEntry, ...]
    strains: tuple[StrainEntry, ...]
    products: tuple[ProductEntry, ...]

    def lots(self) -> Iterator[tuple[ProductEntry, LotEntry]]:
        return ((product, lot) for product in self.products for lot in product.lots)
