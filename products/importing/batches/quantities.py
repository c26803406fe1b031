"""What a file says of a batch's stock, against what we hold. Nothing is written here."""

from decimal import Decimal

from products.importing.batches.ground import Ground
from products.importing.batches.planned import PlannedRow
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import CHANGED
from products.models import Batch
from products.reading import plain


def compare_quantity(planned: PlannedRow, batch: Batch, ground: Ground, layout: Layout) -> None:
    """Raises RowRefusedError where more is reserved than the file says is there."""
    if planned.said.on_hand is None or ground.is_revived(batch):
        _compare_received(planned, batch, ground, layout)
    else:
        _compare_on_hand(planned, batch, ground, layout)


def _compare_received(planned: PlannedRow, batch: Batch, ground: Ground, layout: Layout) -> None:
    """The file counts all that was ever received of a batch, so only more of it arrives."""
    stated, received = planned.said.quantity, ground.received.get(batch.pk, Decimal(0))
    column = layout.columns.get("quantity_received", "")
    if stated is None:
        planned.receive = layout.assume.quantity if ground.is_revived(batch) else None
    elif stated > received:
        planned.receive = stated - received
        planned.flag(column, plain(stated), f"{plain(received)} received so far", CHANGED)
    elif stated < received:
        reason = f"{plain(received)} received already, nothing is taken away; count the batch"
        planned.flag(column, plain(stated), reason)


def _compare_on_hand(planned: PlannedRow, batch: Batch, ground: Ground, layout: Layout) -> None:
    """A new figure is a count. The figure of last time says nothing of what we did since."""
    stated = planned.said.on_hand or Decimal(0)
    column = layout.columns.get("quantity_on_hand", "")
    planned.states_anew = stated != ground.stated.get(batch.pk)
    if stated == batch.on_hand:
        return
    if not planned.states_anew:
        reason = (
            f"the same figure as at the last import, and {plain(batch.on_hand)} on hand after what"
            " was booked here since; not counted again"
        )
        planned.flag(column, plain(stated), reason)
        return
    if stated < batch.reserved:
        raise RowRefusedError(
            f"{plain(batch.reserved)} are reserved for patients; cancel some, or count the batch",
            column=column,
            value=plain(stated),
        )
    planned.count = stated
    planned.flag(column, plain(stated), f"was {plain(batch.on_hand)} on hand", CHANGED)
