"""New records from a row, unsaved, with what the layout supplies where the file is silent."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from products.derived import set_derived
from products.importing.batches.compare import product_fields
from products.importing.batches.doubts import doubts_of_new
from products.importing.batches.ground import LONGEST_SLUG, Ground, slug_of
from products.importing.layout.whole import Assumptions
from products.importing.reading.rows import Coa, Said
from products.importing.slugs import free_slug
from products.importing.stored import panels_of, readings_of
from products.models import Batch, LabResult, Product
from products.models.batch import ASSUMABLE
from products.reading import Reading

OF_THE_RESULT = {"tested_on", "panels"}


def new_product(said: Said, ground: Ground) -> Product:
    slug = free_slug(slug_of(said), said.key, ground.slugs, longest=LONGEST_SLUG)
    product = Product(registration_number=said.key, slug=slug)
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


def panels_after(
    coa: Coa | None, lab_result: LabResult | None, assume: Assumptions, *, may_assume: bool
) -> dict[str, str]:
    """What the lab result will hold. Passes are assumed of a new one, and never over a failure."""
    if coa is None:
        return {}
    if lab_result is not None and lab_result.pk:
        return panels_of(lab_result) | dict(coa.panels)
    assumed = dict.fromkeys(assume.panels_passed, "pass") if may_assume else {}
    return assumed | dict(coa.panels)


def new_batch(
    said: Said,
    product: Product,
    lab_result: LabResult | None,
    *,
    ground: Ground,
    assume: Assumptions,
    panels: Mapping[str, str],
    today: date,
) -> Batch:
    """With its derived columns; released only where the layout says so and nothing speaks against.

    `panels` are what its lab result will hold. Raises PotencyError where that cannot be true of it.
    """
    batch = Batch(
        product=product,
        store=ground.store,
        number=said.batch_number,
        lab_result=lab_result,
        received_on=said.batch.get("received_on", today),
        expires_on=said.batch.get("expires_on") or _assumed_expiry(assume, today),
        produced_on=said.batch.get("produced_on"),
        package_tag=said.batch.get("package_tag", ""),
        assumed=marks(said, lab_result, ground, assume, panels),
    )
    set_derived(batch, readings=readings_after(said, lab_result).values(), panels=panels)
    doubts = doubts_of_new(said, batch, ground)
    batch.state, batch.state_reason = _state("; ".join(doubts), assume)
    return batch


def readings_after(said: Said, lab_result: LabResult | None) -> dict[str, Reading]:
    """What the lab result will hold: a row that is silent about a reading does not take it away."""
    stored = readings_of(lab_result) if lab_result and lab_result.pk else {}
    coa = said.coa.readings if said.coa else ()
    return stored | {reading.cannabinoid: reading for reading in coa}


def marks(
    said: Said,
    lab_result: LabResult | None,
    ground: Ground,
    assume: Assumptions,
    panels: Mapping[str, str],
) -> list[str]:
    """What is assumed of a batch with this lab result, in the words of Batch.assumed.

    A known lab result keeps what was assumed of it; nothing more is assumed of it.
    """
    supplied = _supplied(said, assume, panels)
    if lab_result is not None and lab_result.pk:
        supplied = supplied - OF_THE_RESULT | ground.assumed_of[lab_result.pk] & OF_THE_RESULT
    return [fact for fact in ASSUMABLE if fact in supplied]


def _assumed_expiry(assume: Assumptions, today: date) -> date | None:
    return today + timedelta(days=assume.expires_in_days) if assume.expires_in_days else None


def _supplied(said: Said, assume: Assumptions, panels: Mapping[str, str]) -> set[str]:
    coa = said.coa
    supplied: dict[str, Any] = {
        "on_hand": said.batch_number and said.quantity is None and assume.quantity,
        "expires_on": "expires_on" not in said.batch and assume.expires_in_days,
        "tested_on": coa and coa.tested_on is None,
        "panels": coa and panels.keys() - coa.panels.keys(),
        "mg_per_serving": said.mg_derived,
    }
    return {fact for fact, is_supplied in supplied.items() if is_supplied}


def _state(doubt: str, assume: Assumptions) -> tuple[str, str]:
    if doubt:
        return Batch.State.QUARANTINE, doubt[:200]
    if assume.released:
        return Batch.State.RELEASED, "released by the import's layout"
    return Batch.State.QUARANTINE, "imported; release it once it has been checked"
