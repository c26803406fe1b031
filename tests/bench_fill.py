"""A large shop for timings: made in bulk, random but always the same, true to the constraints."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from products.models import Batch, Format, LabResult, Movement, Product, Reservation, Store, Strain
from products.potency import CHEMOTYPES

PRODUCTS = 20_000
BATCHES_PER_PRODUCT = 5
STORES = 4
STRAINS = 500
PRODUCERS = 200
WORDS = ("Quiet", "Harbor", "Amber", "Meadow", "Slate", "Willow", "Copper", "North")
STATES = ("released", "released", "released", "quarantine", "recalled")
PANELS = ("passed", "passed", "passed", "passed", "untested", "failed")
CHUNK = 2_000


def fill(now: datetime, products: int = PRODUCTS) -> None:
    """For each product two lab results, five batches, ten movements and more."""
    chance = Random(1)  # the same shop each time
    results = _lab_results(_products(chance, products), now)
    batches = _batches(chance, results, now)
    _movements(chance, batches, now)
    _reservations(batches[::20], now)


def _products(chance: Random, number: int) -> list[Product]:
    strains = Strain.objects.bulk_create(
        Strain(name=f"Strain {n}", slug=f"strain-{n}") for n in range(STRAINS)
    )
    kinds = [*Format.objects.all(), None]
    return Product.objects.bulk_create(
        (
            Product(
                name=f"{chance.choice(WORDS)} {chance.choice(WORDS)} {n:06}",
                slug=f"product-{n:06}",
                registration_number=f"SKU-{n:06}",
                producer=f"Producer {n % PRODUCERS:03}",
                strain=chance.choice(strains),
                format=chance.choice(kinds),
                ingredients_known=chance.random() < 0.5,
                contains_alcohol=chance.choice((True, False, None)),
                active=chance.random() < 0.9,
            )
            for n in range(number)
        ),
        batch_size=CHUNK,
    )


def _lab_results(products: list[Product], now: datetime) -> list[LabResult]:
    """Two for each product."""
    rows = (
        LabResult(
            product=product,
            lot=f"LOT-{product.slug[-6:]}-{lot}",
            laboratory="Steady laboratory",
            certificate_number=f"COA-{product.slug[-6:]}-{lot}",
            tested_on=now.date() - timedelta(days=lot * 300 + 10),
        )
        for product in products
        for lot in (0, 1)
    )
    return LabResult.objects.bulk_create(rows, batch_size=CHUNK)


def _batches(chance: Random, results: list[LabResult], now: datetime) -> list[Batch]:
    stores = Store.objects.bulk_create(
        Store(name=f"Store {n}", slug=f"store-{n}") for n in range(STORES)
    )
    rows = (
        _batch(chance, n, results[n * 2 // BATCHES_PER_PRODUCT], stores[n % STORES], now)
        for n in range(len(results) // 2 * BATCHES_PER_PRODUCT)
    )
    return Batch.objects.bulk_create(rows, batch_size=CHUNK)


def _batch(chance: Random, n: int, result: LabResult, store: Store, now: datetime) -> Batch:
    kept = Decimal(1 if n % 20 == 0 else 0)
    thc = Decimal(chance.randint(0, 300)) / 10
    return Batch(
        product=result.product,
        store=store,
        number=f"B-{n:07}",
        package_tag=f"1A40603{n:017}",
        lab_result=result if chance.random() < 0.95 else None,
        state=chance.choice(STATES),
        expires_on=now.date() + timedelta(days=chance.randint(-300, 600)),
        received_on=now.date() - timedelta(days=n % 400),
        on_hand=kept + chance.choice((0, 0, 0, 4, 12, 60)),
        reserved=kept,
        chemotype=chance.choice((*CHEMOTYPES, "")),
        thc_free=chance.random() < 0.05,
        total_thc_percent=thc,
        total_cbd_percent=thc / 2,
        thc_mg_per_serving=thc if n % 2 else None,
        panels_outcome=chance.choice(PANELS),
        within_bounds=chance.random() < 0.95,
    )


def _movements(chance: Random, batches: list[Batch], now: datetime) -> None:
    """An arrival for each batch, and what was sold of it."""
    rows = []
    for batch in batches:
        sold = Decimal(chance.randint(1, 40))
        came = now - timedelta(days=chance.randint(30, 400))
        rows += [
            Movement(batch=batch, kind="receive", quantity=batch.on_hand + sold, at=came),
            Movement(batch=batch, kind="dispense", quantity=-sold, at=came + timedelta(days=9)),
        ]
    Movement.objects.bulk_create(rows, batch_size=CHUNK)


def _reservations(batches: list[Batch], now: datetime) -> None:
    """One piece each; of every second batch the time has passed."""
    rows = (
        Reservation(
            batch=batch,
            quantity=batch.reserved,
            reference=f"pick-up {n:05}",
            reserved_at=datetime(2020, 1, 1, tzinfo=UTC),
            expires_at=now + timedelta(days=1 if n % 2 else -1),
        )
        for n, batch in enumerate(batches)
    )
    Reservation.objects.bulk_create(rows, batch_size=CHUNK)
