"""One row after another against the catalogue: what would be made, changed or received."""

from datetime import date
from decimal import Decimal
from typing import Any

from products.importing.batches import compare, make
from products.importing.batches.doubts import FAILED, doubts_of_known, doubts_of_new
from products.importing.batches.ground import Ground
from products.importing.batches.planned import PlannedRow, as_changed_by, strength_after
from products.importing.batches.quantities import compare_quantity
from products.importing.batches.refusals import (
    refuse_impossible_neighbours,
    refuse_other_unit,
    refuse_pack_without_unit,
    refuse_part_of_a_piece,
    refuse_what_batches_cannot_hold,
)
from products.importing.changes import Change
from products.importing.claims import ClaimsOfFile
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import UNCLASSIFIED_MARK, Said
from products.importing.stored import panels_of
from products.models import Batch, Format, LabResult, Product
from products.potency import PotencyError
from products.reading import plain


class Planner:
    """Rows of one new product, or of one new lot, share one new record."""

    def __init__(self, ground: Ground, layout: Layout, today: date) -> None:
        self.ground = ground
        self.layout = layout
        self.today = today
        self._products: dict[str, Product] = {}
        self._lots: dict[tuple[str, str, date | None], LabResult] = {}
        self._told: set[tuple[str, int | None, str]] = set()
        self._claims = ClaimsOfFile(layout.columns)

    def plan(self, said: Said) -> PlannedRow:
        """Raises RowRefusedError where the catalogue cannot hold what the row says."""
        refuse_pack_without_unit(said)
        product = self.ground.products.get(said.key) or self._products.get(said.key)
        product = product or make.new_product(said, self.ground)
        changes = self._product_changes(said, product)
        refuse_other_unit(product, changes, self.ground)
        as_changed = as_changed_by(product, changes, self.ground)
        try:
            planned = self._planned(said, product, as_changed)
            strength = strength_after(planned, as_changed)
        except PotencyError as error:
            raise RowRefusedError(str(error)) from None
        refuse_part_of_a_piece(planned, as_changed)
        refuse_what_batches_cannot_hold(planned, self.ground, self.layout)
        refuse_impossible_neighbours(product, changes, as_changed, self.ground)
        if product.pk is None:
            self._products[said.key] = product
        planned.changes[:0] = changes
        planned.doubts = doubts_of_known(said, planned.batch, planned.changes)
        self._told.update(map(_key, planned.changes))
        self._tell(planned, as_changed.format, *strength)
        self._claims.tell(planned, said.key, _texts(said, product), product)
        return planned

    def _planned(self, said: Said, product: Product, as_changed: Product) -> PlannedRow:
        if not said.batch_number:
            lab_result, lab_changes = self._lot(said, product)
            planned = PlannedRow(said, product, None, lab_result, lab_changes)
            planned.panels = self._panels(said, product, lab_result)
            return planned
        batch = self.ground.batches.get((product.pk, said.batch_number)) if product.pk else None
        if batch is None:
            return self._new_batch(said, product, as_changed)
        return self._known_batch(said, product, batch)

    def _product_changes(self, said: Said, product: Product) -> list[Change]:
        changes = compare.product_changes(said, product, self.ground) if product.pk else []
        return self._untold(self._claims.let_in(said.key, _texts(said, product), changes))

    def _new_batch(self, said: Said, product: Product, as_changed: Product) -> PlannedRow:
        lab_result, lab_changes = self._lot(said, product)
        assume, panels = self.layout.assume, self._panels(said, product, lab_result)
        batch = make.new_batch(
            said,
            as_changed,
            lab_result,
            ground=self.ground,
            assume=assume,
            panels=panels,
            today=self.today,
        )
        batch.product = product
        quantity = assume.quantity if said.quantity is None else said.quantity
        planned = PlannedRow(said, product, batch, lab_result, lab_changes, quantity or None)
        planned.panels = panels
        return planned

    def _known_batch(self, said: Said, product: Product, batch: Batch) -> PlannedRow:
        lab_result, lab_changes = self._lot(said, product, batch)
        panels = self._panels(said, product, lab_result, batch)
        supplied = make.marks(said, lab_result, self.ground, self.layout.assume, panels)
        changes = compare.batch_changes(said, batch, lab_result, supplied)
        planned = PlannedRow(said, product, batch, lab_result, [*changes, *lab_changes])
        planned.panels = panels
        compare_quantity(planned, batch, self.ground, self.layout)
        return planned

    def _lot(
        self, said: Said, product: Product, batch: Batch | None = None
    ) -> tuple[LabResult | None, list[Change]]:
        """The lot's lab result, known or new, and what the row changes in a known one.

        Without a day of its own the row speaks of the batch's result, else of the lot's newest.
        """
        coa = said.coa
        if coa is None:
            return None, []
        of_lot = self.ground.lots.get((product.pk, coa.lot), []) if product.pk else []
        if coa.tested_on is not None:
            of_lot = [result for result in of_lot if result.tested_on == coa.tested_on]
        own = [result for result in of_lot if batch and result.pk == batch.lab_result_id]
        if of_lot:
            known = (own or of_lot)[-1]
            return known, self._untold(compare.lab_changes(coa, known))
        key = (said.key, coa.lot, coa.tested_on)
        if key not in self._lots:
            self._lots[key] = make.new_lab_result(coa, product, self.today)
        return self._lots[key], []

    def _panels(
        self,
        said: Said,
        product: Product,
        lab_result: LabResult | None,
        batch: Batch | None = None,
    ) -> dict[str, str]:
        lot = said.coa.lot if said.coa else ""
        of_lot = self.ground.lots.get((product.pk, lot), []) if product.pk else []
        failed = any("fail" in panels_of(result).values() for result in of_lot)
        failed = failed or (batch is not None and batch.panels_outcome == FAILED)
        return make.panels_after(said.coa, lab_result, self.layout.assume, may_assume=not failed)

    def _untold(self, changes: list[Change]) -> list[Change]:
        """Rows of one product would repeat its changes: the first row makes them."""
        return [change for change in changes if _key(change) not in self._told]

    def _tell(
        self, planned: PlannedRow, kind: Format | None, total_thc: Decimal, within_bounds: bool
    ) -> None:
        said, columns = planned.said, self.layout.columns
        _tell_what_was_read(planned, kind)
        _tell_doubts(planned, self.ground, columns["batch_number"])
        strain = said.product.get("strain", "")
        if strain and strain.lower() not in self.ground.strains:
            planned.flag(columns["strain"], strain, "no strain of this name; add it first")
        if kind and not within_bounds:
            reason = f"outside what {kind} can hold; it will not be offered"
            planned.flag("", f"{plain(total_thc)} % total THC", reason)
        planned.findings += [
            change.as_finding(said.row, columns.get(change.field, "")) for change in planned.changes
        ]


def _texts(said: Said, product: Product) -> dict[str, Any]:
    """What the row says of the product; what the layout supplies counts for a new one."""
    return {**said.product} if product.pk else {**said.supplied, **said.product}


def _tell_doubts(planned: PlannedRow, ground: Ground, column: str) -> None:
    """What the reader doubts it has told itself."""
    said, batch = planned.said, planned.batch
    if batch and planned.outcome != "unchanged":
        reasons = doubts_of_new(said, batch, ground) if planned.creates else []
        reasons = reasons or [ground.recall_of(planned.product, batch.number, "")]
        for reason in filter(None, reasons):
            if reason != said.doubt:
                planned.flag(column, said.batch_number, reason)
    if batch and planned.lab_result and compare.is_older(batch, planned.lab_result):
        reason = f"a lab result of {planned.lab_result.tested_on}; the batch keeps its later one"
        planned.flag("", f"{planned.lab_result}", reason)
    for doubt in planned.doubts:
        which = "it goes" if doubt.of == "batch" else "released ones go"
        reason = f"{doubt.reason}; {which} back to quarantine until somebody has looked"
        planned.flag(column, said.batch_number, reason)


def _tell_what_was_read(planned: PlannedRow, kind: Format | None) -> None:
    """A format that staff decided stays where the row leaves it open."""
    kept = kind if planned.said.format_code is None else None
    for finding in planned.said.findings:
        if finding.mark == UNCLASSIFIED_MARK and kept:
            planned.flag(finding.column, finding.value, f"undecided here; stays {kept}")
        else:
            planned.findings.append(finding)


def _key(change: Change) -> tuple[str, int | None, str]:
    return change.on, change.record.pk, change.field
