"""What movements and earlier imports did to the products and batches that a file names."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.db.models import Sum

from products.models import Batch, ImportedRow, Movement


def received_of(batch_ids: Sequence[int]) -> dict[int, Decimal]:
    """All that ever arrived, less what was taken back."""
    arrivals = [Movement.Kind.RECEIVE, Movement.Kind.TAKE_BACK]
    rows = Movement.objects.filter(batch__in=batch_ids, kind__in=arrivals)
    sums = rows.order_by().values("batch_id")
    return {row["batch_id"]: row["total"] for row in sums.annotate(total=Sum("quantity"))}


def stated_of(batch_ids: Sequence[int]) -> dict[int, Decimal]:
    """On hand by the word of the last file that no undo took back."""
    rows = ImportedRow.objects.filter(
        batch__in=batch_ids, stated_on_hand__isnull=False, undone=False
    )
    stated = rows.order_by("pk").values_list("batch_id", "stated_on_hand")
    return {batch_id: on_hand for batch_id, on_hand in stated if batch_id and on_hand is not None}


def moved_among(product_ids: Iterable[int]) -> set[int]:
    """Those whose stock has moved, at any store."""
    movements = Movement.objects.filter(batch__product__in=product_ids).order_by()
    return set(movements.values_list("batch__product", flat=True).distinct())


def assumed_among(result_ids: Iterable[int]) -> Iterable[tuple[int, list[str]]]:
    """Lab results with what was assumed of each of their batches, at any store."""
    batches = Batch.objects.filter(lab_result__in=result_ids).exclude(assumed=[]).order_by()
    for result_id, assumed in batches.values_list("lab_result_id", "assumed"):
        if result_id:
            yield result_id, assumed


def keys_all_undone(field: str, product_ids: Iterable[int]) -> set[int]:
    """Keys in that field of the imported rows which no import stands behind any more."""
    rows = ImportedRow.objects.filter(product__in=product_ids)
    standing = rows.filter(undone=False)
    return set(rows.values_list(field, flat=True)) - set(standing.values_list(field, flat=True))
