"""Made-up products for trying the site at scale: any number, always the same ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from products.demo.entries import (
    CatalogueEntries,
    CertificateEntry,
    LotEntry,
    ProductEntry,
    StockEntry,
)
from products.derived import REQUIRED_PANELS
from products.potency import CHEMOTYPES, Reading

# CBD for one part of THC, in hundredths, from and to.
CBD_PER_100_THC = {"I": (0, 10), "II": (50, 200), "III": (1000, 3000)}
CARRIERS = (
    ("Olive oil, cannabis extract.", ()),
    ("Coconut MCT oil, cannabis extract.", ("coconut_mct",)),
    ("Sesame oil, cannabis extract, gelatin.", ("sesame", "gelatin")),
    (None, ()),  # unknown
)
# A few days and quantities, because arrivals that agree in both are written together.
DELIVERY_DAYS_AGO = (3, 17)
QUANTITIES = (12, 24, 60)


@dataclass(frozen=True, slots=True)
class Kind:
    """`strongest` is the most THC and CBD together that is made up, in `unit`."""

    format: str
    unit: str
    strongest: int
    pack: tuple[int, str]
    serving: tuple[int, str] | None = None
    servings: int | None = None


KINDS = (
    Kind("flower", "percent", 30, (3, "g")),
    Kind("preroll", "percent", 28, (1, "g")),
    Kind("cartridge", "percent", 85, (1, "g")),
    Kind("tincture", "mg_per_ml", 40, (30, "ml"), (1, "ml"), 30),
    Kind("oral_spray", "mg_per_serving", 8, (10, "ml"), (1, "spray"), 100),
    Kind("capsule", "mg_per_serving", 30, (30, "each"), (1, "piece"), 30),
    Kind("gummy", "mg_per_serving", 20, (10, "each"), (1, "piece"), 10),
    Kind("chocolate", "mg_per_serving", 20, (12, "each"), (1, "piece"), 12),
    Kind("cream", "mg_per_g", 30, (50, "g")),
    Kind("balm", "mg_per_g", 40, (30, "g")),
)


def generate(number: int, catalogue: CatalogueEntries) -> Iterator[ProductEntry]:
    """`number` products, gen-000001 on, in the stores of the catalogue and of its strains."""
    strains = [strain.name for strain in catalogue.strains]
    stores = [store.slug for store in catalogue.stores]
    return (_product(n, strains, stores) for n in range(1, number + 1))


def _product(n: int, strains: list[str], stores: list[str]) -> ProductEntry:
    chance = Random(n)  # noqa: S311 - seeded, so that the same number is always the same product
    kind, strain = chance.choice(KINDS), chance.choice(strains)
    ingredients, allergens = chance.choice(CARRIERS)
    return ProductEntry(
        name=f"Generated {kind.format.replace('_', ' ')} {n:06} ({strain})",
        slug=f"gen-{n:06}",
        where=f"generated: gen-{n:06}",
        producer=f"Generated producer {chance.randint(1, 200)}",
        strain=strain,
        format=kind.format,
        pack=(Decimal(kind.pack[0]), kind.pack[1]),
        serving=(Decimal(kind.serving[0]), kind.serving[1]) if kind.serving else None,
        servings=kind.servings,
        ingredients=ingredients,
        allergens=allergens,
        contains_alcohol=None if ingredients is None else False,
        price=Decimal(chance.randint(500, 9000)) / 100,
        lots=(_lot(n, kind, stores, chance),),
    )


def _lot(n: int, kind: Kind, stores: list[str], chance: Random) -> LotEntry:
    received_days_ago = chance.choice(DELIVERY_DAYS_AGO)
    stock = StockEntry(
        store=chance.choice(stores),
        quantity=Decimal(chance.choice(QUANTITIES)),
        received_days_ago=received_days_ago,
    )
    return LotEntry(
        number=f"GEN-{n:06}",
        stock=(stock,),
        certificate=CertificateEntry(
            number=f"COA-GEN-{n:06}",
            laboratory="Generated laboratory",
            tested_days_ago=received_days_ago + chance.randint(5, 60),
            readings=_readings(kind, chance),
            panels=tuple((panel, "pass") for panel in REQUIRED_PANELS),
        ),
        expires_in_days=chance.randint(60, 500),
    )


def _readings(kind: Kind, chance: Random) -> tuple[Reading, ...]:
    cbd_per_100_thc = chance.randint(*CBD_PER_100_THC[chance.choice(CHEMOTYPES)])
    together = Decimal(chance.randint(10, kind.strongest * 10)) / 10
    thc = round(together * 100 / (100 + cbd_per_100_thc), 2)
    return Reading("thc", kind.unit, thc), Reading("cbd", kind.unit, together - thc)
