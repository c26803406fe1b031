"""What the catalogue cannot hold of a row. Every function raises RowRefusedError."""

from decimal import Decimal

from products.importing.batches.ground import Ground
from products.importing.batches.planned import PlannedRow
from products.importing.changes import Change
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import Said
from products.importing.stored import readings_of
from products.models import Product
from products.potency import PotencyError, derive
from products.reading import plain


def refuse_pack_without_unit(said: Said) -> None:
    if ("pack_amount" in said.product) != ("pack_unit" in said.product):
        raise RowRefusedError("a pack size needs both its amount and its unit")


def refuse_other_unit(product: Product, changes: list[Change], ground: Ground) -> None:
    for change in changes:
        if change.field == "stock_unit" and product.pk in ground.moved:
            raise RowRefusedError(
                f"is counted by the {change.old}, and stock has moved: its unit cannot become"
                f" {change.new}"
            )


def refuse_impossible_neighbours(
    product: Product, changes: list[Change], as_changed: Product, ground: Ground
) -> None:
    """Other lab results of the product must stay possible under its changed facts."""
    if not changes or product.pk is None:
        return
    for result in ground.results[product.pk]:
        try:
            derive(readings_of(result).values(), as_changed.facts)
        except PotencyError as error:
            raise RowRefusedError(
                f"with this, lab result {result} of the product would be impossible: {error}"
            ) from None


def refuse_part_of_a_piece(planned: PlannedRow, as_changed: Product) -> None:
    for quantity in (planned.receive, planned.count):
        if as_changed.stock_unit == "each" and (quantity or 0) % 1:
            raise RowRefusedError(f"counted in whole pieces, not {plain(quantity or Decimal(0))}")


def refuse_what_batches_cannot_hold(planned: PlannedRow, ground: Ground, layout: Layout) -> None:
    batch, said = planned.batch, planned.said.batch
    if batch is None:
        return
    tag = said.get("package_tag", "")
    owner = batch.pk or -planned.said.row
    if tag and ground.tags.setdefault(tag, owner) != owner:
        column = layout.columns["package_tag"]
        raise RowRefusedError(
            "another batch at this store has this package tag", column=column, value=tag
        )
    produced = said.get("produced_on", batch.produced_on)
    expires = said.get("expires_on", batch.expires_on)
    if produced and expires and expires <= produced:
        raise RowRefusedError(f"expires on {expires}, which is not after {produced}, when produced")
