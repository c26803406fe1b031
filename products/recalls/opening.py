"""Opening a recall, and what keeps a number that was recalled from coming back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from products import stock
from products.locking import ROWS_PER_QUERY, in_chunks, lock_products
from products.models import Batch, RecallCase, RecalledBatch
from products.recalls.selection import Scope, Selection
from products.stock import Somebody, StockError
from products.stock.ledger import lock

Numbers = dict[tuple[int, str], int]  # product and number in lower case -> recall


class AlreadyRecalledError(StockError):
    def __init__(self, case: RecallCase) -> None:
        super().__init__(f"All of this was recalled already (recall {case.pk}).")
        self.case = case


class ChangedSinceError(StockError):
    def __init__(self) -> None:
        super().__init__(
            "The batches have changed since you looked, so nothing was recalled yet."
            " Look at the list again and confirm it."
        )


def open_recall(
    *,
    what: Selection,
    seen: Collection[int],
    reason: str,
    by: Somebody,
    at: datetime,
    notice: str = "",
) -> RecallCase:
    """Recall the batches that were `seen` (their keys), all or none, and record the case.

    Raises ChangedSinceError where the selection holds other batches by now, AlreadyRecalledError
    where recalls name all of them, and StockError for no reason, an unknown scope or no batches.
    """
    _refuse_unsaid(what, reason)
    with transaction.atomic():
        lock_products(set(what.affected().order_by().values_list("product", flat=True)))
        lock(what.affected().values_list("pk", flat=True))
        # Only now: what others were making or recalling meanwhile is there to be seen.
        batch_ids = sorted(what.affected().values_list("pk", flat=True))
        _refuse_other_batches(what, batch_ids, seen)
        case = RecallCase(
            scope=what.scope, named=what.named[:250], reason=reason, notice=notice, at=at, by=by
        )
        case.save()
        batches = stock.recall(batch_ids=batch_ids, by=by, at=at, reason=said(case))
        RecalledBatch.objects.bulk_create(
            [_as_it_was(case, batch) for batch in batches], batch_size=ROWS_PER_QUERY
        )
    return case


def recalled_numbers(product_ids: Collection[int]) -> Numbers:
    """For each number of these products that a recall names, the recall's key."""
    found: Numbers = {}
    for some in in_chunks(product_ids):
        rows = RecalledBatch.objects.filter(batch__product__in=some).order_by("pk")
        for product, number, case in rows.values_list("batch__product", "batch__number", "case"):
            found.setdefault((product, number.lower()), case)
    return found


def said(case: RecallCase) -> str:
    """What stands on the batches, and on the reservations that this recall cancelled."""
    return f"Recall {case.pk}: {case.reason}"[:200]


def _as_it_was(case: RecallCase, batch: Batch) -> RecalledBatch:
    return RecalledBatch(
        case=case,
        batch=batch,
        from_state=batch.state,
        on_hand=batch.on_hand,
        reserved=batch.reserved,
    )


def _refuse_unsaid(what: Selection, reason: str) -> None:
    if what.scope not in Scope.values:
        known = ", ".join(Scope.values)
        raise StockError(f"A recall is of one of {known}, not of {what.scope!r}.")
    if not reason.strip():
        raise StockError("Say why it is recalled, so that the next person understands.")


def _refuse_other_batches(
    what: Selection, batch_ids: Collection[int], seen: Collection[int]
) -> None:
    if not batch_ids:
        case = what.earlier_cases().first()
        if case:
            raise AlreadyRecalledError(case)
        raise StockError(f"{what.named}: there is no such batch. Check what you chose.")
    if set(batch_ids) != set(seen):
        raise ChangedSinceError
