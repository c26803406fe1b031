"""New records from a row, unsaved, with what the layout supplies where the file is silent."""

from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from products.derived import set_derived
from products.importing.batches.compare import product_fields
from products.importing.batches.ground import Ground, slug_of
from products.importing.layout.whole import Assumptions
from products.importing.reading.rows import Coa, Said
from products.models import Batch, LabResult, Product, Store


def new_product(said: Said, ground: Ground) -> Product:
    product = Product(registration_number=said.key, slug=_slug(said, ground))
    for name, value in {**said.supplied, **product_fields(said, ground)}.items():
        setattr(product, name, value)
    # The loaded format, whose routes are at hand; the key alone would be queried for each row.
    product.format = ground.formats[said.format_code] if said.format_code else None
    return product


def new_lab_result(coa: Coa, product: Product, today: date) -> LabResult:
    return LabResult(
        product=product,
        lot=coa.lot,
        laboratory=coa.laboratory,
        certificate_number=coa.certificate_number,
        tested_on=coa.tested_on or today,
        terpenes=dict(coa.terpenes),
    )


def panels_with_assumed(coa: Coa, assume: Assumptions) -> dict[str, str]:
    return dict.fromkeys(assume.panels_passed, "pass") | dict(coa.panels)


def new_batch(
    said: Said,
    product: Product,
    lab_result: LabResult | None,
    *,
    store: Store,
    assume: Assumptions,
    today: date,
    doubt: str = "",
) -> Batch:
    """With its derived columns; where there is a `doubt` it is not released.

    Raises PotencyError where the lab result cannot be true of it.
    """
    batch = Batch(
        product=product,
        store=store,
        number=said.batch_number,
        lab_result=lab_result,
        received_on=said.batch.get("received_on", today),
        expires_on=said.batch.get("expires_on") or _assumed_expiry(assume, today),
        produced_on=said.batch.get("produced_on"),
        package_tag=said.batch.get("package_tag", ""),
        assumed=assumed_facts(said, assume),
    )
    batch.state, batch.state_reason = _state(doubt or said.doubt, assume)
    readings = said.coa.readings if said.coa else ()
    panels = panels_with_assumed(said.coa, assume) if said.coa else {}
    set_derived(batch, readings=readings, panels=panels)
    return batch


def _assumed_expiry(assume: Assumptions, today: date) -> date | None:
    return today + timedelta(days=assume.expires_in_days) if assume.expires_in_days else None


def assumed_facts(said: Said, assume: Assumptions) -> list[str]:
    """What the layout supplied for this batch, in the words of Batch.assumed."""
    coa = said.coa
    supplied: dict[str, Any] = {
        "on_hand": said.batch_number and said.quantity is None and assume.quantity,
        "expires_on": "expires_on" not in said.batch and assume.expires_in_days,
        "tested_on": coa and coa.tested_on is None,
        "panels": coa and set(assume.panels_passed) - set(coa.panels),
        "mg_per_serving": said.mg_derived,
    }
    return [fact for fact, is_supplied in supplied.items() if is_supplied]


def _state(doubt: str, assume: Assumptions) -> tuple[str, str]:
    if doubt:
        return Batch.State.QUARANTINE, doubt[:200]
    if assume.released:
        return Batch.State.RELEASED, "released by the import's layout"
    return Batch.State.QUARANTINE, "imported; release it once it has been checked"


def _slug(said: Said, ground: Ground) -> str:
    """Keys that differ only in what a slug cannot hold are told apart by a hash."""
    slug = slug_of(said)
    if slug in ground.slugs:
        slug = f"{slug[:213]}-{sha256(said.key.encode()).hexdigest()[:6]}"
    ground.slugs.add(slug)
    return slug
