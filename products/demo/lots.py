"""Adds lots with their certificate and stock. Quantities arrive as movements, like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from products.demo import deeds
from products.demo.entries import (
    CertificateEntry,
    DemoDataError,
    LotEntry,
    ProductEntry,
    StockEntry,
)
from products.demo.rows import demo_products
from products.derived import set_derived
from products.models import Batch, CannabinoidReading, LabResult, PanelResult, Product, Store
from products.potency import PotencyError


@dataclass(frozen=True, slots=True)
class NewLot:
    product: Product
    lot: LotEntry
    where: str  # file and entry, for messages


def add_lots(entries: Sequence[ProductEntry], stores: Mapping[str, Store], today: date) -> int:
    """Adds every lot of which neither certificate nor batch is there; returns how many."""
    lots = _missing(entries)
    results = _add_lab_results(lots, today)
    batches = [
        deeds.NewBatch(
            _batch(new, entry, stores[entry.store], results.get(new.lot.number), today), entry
        )
        for new in lots
        for entry in new.lot.stock
    ]
    Batch.objects.bulk_create(new.row for new in batches)
    deeds.receive(batches, today)
    deeds.sell(batches, today)
    deeds.recall(batches, today)
    return len(lots)


def _missing(entries: Sequence[ProductEntry]) -> list[NewLot]:
    products = demo_products(entries)
    batches = Batch.objects.filter(product__in=products).values_list("product__slug", "number")
    results = LabResult.objects.filter(product__in=products).values_list("product__slug", "lot")
    there = {*batches, *results}
    lots = [(entry, lot) for entry in entries for lot in entry.lots]
    missing = [(entry, lot) for entry, lot in lots if (entry.slug, lot.number) not in there]
    if not missing:
        return []
    rows = products.select_related("format").prefetch_related("format__route_rows")
    by_slug = {product.slug: product for product in rows}
    return [NewLot(by_slug[entry.slug], lot, entry.where) for entry, lot in missing]


def _add_lab_results(lots: Sequence[NewLot], today: date) -> dict[str, LabResult]:
    """The certificates by lot number; untested lots have none."""
    tested = [(new, new.lot.certificate) for new in lots if new.lot.certificate]
    results = {new.lot.number: _lab_result(new, paper, today) for new, paper in tested}
    LabResult.objects.bulk_create(results.values())
    PanelResult.objects.bulk_create(
        PanelResult(lab_result=results[new.lot.number], panel=panel, outcome=outcome)
        for new, paper in tested
        for panel, outcome in paper.panels
    )
    CannabinoidReading.objects.bulk_create(
        CannabinoidReading(
            lab_result=results[new.lot.number],
            cannabinoid=reading.cannabinoid,
            unit=reading.unit,
            amount=reading.amount,
            detection=reading.detection,
        )
        for new, paper in tested
        for reading in paper.readings
    )
    return results


def _lab_result(new: NewLot, paper: CertificateEntry, today: date) -> LabResult:
    return LabResult(
        product=new.product,
        lot=new.lot.number,
        laboratory=paper.laboratory,
        certificate_number=paper.number,
        tested_on=paper.tested_on(today),
        terpenes=paper.terpenes,
    )


def _batch(
    new: NewLot, entry: StockEntry, store: Store, lab_result: LabResult | None, today: date
) -> Batch:
    batch = Batch(
        product=new.product,
        store=store,
        number=new.lot.number,
        lab_result=lab_result,
        state=Batch.State.RELEASED if entry.state == Batch.State.RECALLED else entry.state,
        state_reason=entry.reason,
        received_on=entry.received_on(today),
        expires_on=new.lot.expires_on(today),
    )
    paper = new.lot.certificate
    try:
        set_derived(
            batch,
            readings=paper.readings if paper else (),
            panels=dict(paper.panels) if paper else {},
        )
    except PotencyError as error:
        raise DemoDataError(f"{new.where}: {error}") from error
    return batch
