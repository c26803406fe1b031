"""What another system says is on hand, against what we hold. Nothing is written here."""

from decimal import Decimal

from products.importing.batches.ground import Ground
from products.importing.batches.planned import PlannedRow
from products.importing.errors import RowRefusedError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import CHANGED
from products.importing.reading.values import plain
from products.models import Batch


def compare_on_hand(planned: PlannedRow, batch: Batch, ground: Ground, layout: Layout) -> None:
    """A new figure is a count. The figure of last time says nothing of what we did since.

    Raises RowRefusedError where more is reserved than the file says is there.
    """
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
