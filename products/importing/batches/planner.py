"""One row after another against the catalogue: what would be made, changed or received."""

from datetime import date
from decimal import Decimal

from products.importing.batches import compare, make
from products.importing.batches.compare import Change
from products.importing.batches.ground import Ground
from products.importing.batches.planned import (
    PlannedRow,
    as_changed_by,
    refuse_other_unit,
    refuse_pack_without_unit,
    refuse_part_of_a_piece,
    refuse_what_batches_cannot_hold,
    strength_after,
)
from products.importing.batches.quantities import compare_on_hand
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import CHANGED, UNCLASSIFIED_MARK, Said
from products.importing.reading.values import plain
from products.models import Batch, Format, LabResult, Product
from products.potency import PotencyError


class Planner:
    """Rows of one new product, or of one new lot, share one new record."""

    def __init__(self, ground: Ground, layout: Layout, today: date) -> None:
        self.ground = ground
        self.layout = layout
        self.today = today
        self._products: dict[str, Product] = {}
        self._lots: dict[tuple[str, str, date | None], LabResult] = {}
        self._told: set[tuple[str, int | None, str]] = set()

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
        if product.pk is None:
            self._products[said.key] = product
        planned.changes[:0] = changes
        self._told.update(map(_key, planned.changes))
        self._tell(planned, as_changed.format, *strength)
        return planned

    def _planned(self, said: Said, product: Product, as_changed: Product) -> PlannedRow:
        if not said.batch_number:
            return PlannedRow(said, product, None, *self._lot(said, product))
        batch = self.ground.batches.get((product.pk, said.batch_number)) if product.pk else None
        if batch is None:
            return self._new_batch(said, product, as_changed)
        return self._known_batch(said, product, batch)

    def _product_changes(self, said: Said, product: Product) -> list[Change]:
        if product.pk is None:
            return []
        return self._untold(compare.product_changes(said, product, self.ground))

    def _new_batch(self, said: Said, product: Product, as_changed: Product) -> PlannedRow:
        lab_result, lab_changes = self._lot(said, product)
        assume = self.layout.assume
        batch = make.new_batch(
            said,
            as_changed,
            lab_result,
            store=self.ground.store,
            assume=assume,
            today=self.today,
            doubt=self.ground.recall_of(product, said.batch_number),
        )
        batch.product = product
        quantity = assume.quantity if said.quantity is None else said.quantity
        return PlannedRow(said, product, batch, lab_result, lab_changes, quantity or None)

    def _known_batch(self, said: Said, product: Product, batch: Batch) -> PlannedRow:
        lab_result, lab_changes = self._lot(said, product, batch)
        supplied = make.assumed_facts(said, self.layout.assume)
        changes = compare.batch_changes(said, batch, lab_result, supplied)
        planned = PlannedRow(said, product, batch, lab_result, [*changes, *lab_changes])
        if said.on_hand is not None and not self._revived(batch):
            compare_on_hand(planned, batch, self.ground, self.layout)
        else:
            self._compare_received(planned, batch)
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

    def _revived(self, batch: Batch) -> bool:
        """Whether every import that brought it was undone, and nothing has come since."""
        return batch.pk in self.ground.undone_batches and not self.ground.received.get(batch.pk)

    def _compare_received(self, planned: PlannedRow, batch: Batch) -> None:
        """The file counts all that was ever received of a batch, so only more of it arrives."""
        said, received = planned.said, self.ground.received.get(batch.pk, Decimal(0))
        stated = said.quantity
        column = self.layout.columns.get("quantity_received", "")
        if stated is None:
            planned.receive = self.layout.assume.quantity if self._revived(batch) else None
        elif stated > received:
            planned.receive = stated - received
            planned.flag(column, plain(stated), f"{plain(received)} received so far", CHANGED)
        elif stated < received:
            reason = f"{plain(received)} received already, nothing is taken away; count the batch"
            planned.flag(column, plain(stated), reason)

    def _untold(self, changes: list[Change]) -> list[Change]:
        """Rows of one product would repeat its changes: the first row makes them."""
        return [change for change in changes if _key(change) not in self._told]

    def _tell(
        self, planned: PlannedRow, kind: Format | None, total_thc: Decimal, within_bounds: bool
    ) -> None:
        said, columns = planned.said, self.layout.columns
        kept = kind if said.format_code is None else None
        for finding in said.findings:
            if finding.mark == UNCLASSIFIED_MARK and kept:
                planned.flag(finding.column, finding.value, f"undecided here; stays {kept}")
            else:
                planned.findings.append(finding)
        recalled = self.ground.recall_of(planned.product, said.batch_number)
        if recalled and planned.batch and planned.outcome != "unchanged":
            planned.flag(columns["batch_number"], said.batch_number, recalled)
        strain = said.product.get("strain", "")
        if strain and strain.lower() not in self.ground.strains:
            planned.flag(columns["strain"], strain, "no strain of this name; add it first")
        if kind and not within_bounds:
            reason = f"outside what {kind} can hold; it will not be offered"
            planned.flag("", f"{plain(total_thc)} % total THC", reason)
        planned.findings += [
            change.as_finding(said.row, columns.get(change.field, "")) for change in planned.changes
        ]


def _key(change: Change) -> tuple[str, int | None, str]:
    return change.on, change.record.pk, change.field
