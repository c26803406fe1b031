"""What each store would hand over of a product, read when the page is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from products.models import Batch, Store
from products.sellable import sellable_everywhere


@dataclass(frozen=True, slots=True)
class AtStore:
    """`batch` is handed over first: of those that may be sold it expires first. Then `others`."""

    store: Store
    batch: Batch
    others: tuple[Batch, ...]


def on_the_shelf(
    product_ids: Sequence[int], *, at: datetime, stores: Iterable[Store]
) -> dict[int, tuple[AtStore, ...]]:
    """By product, the stores in the order of their names; `stores` are all that are active."""
    # By their keys, or a database would look through everything that can be sold.
    theirs = Batch.objects.filter(product__in=product_ids).values("pk")
    batches = sellable_everywhere(at=at, stores=stores).filter(pk__in=theirs)
    in_turn = batches.select_related("store", "lab_result").order_by(
        "product", "store__name", "store", "expires_on", "pk"
    )
    return {
        product: tuple(_at_store(list(group)) for _store, group in groupby(own, _store_of))
        for product, own in groupby(in_turn, _product_of)
    }


def _at_store(batches: list[Batch]) -> AtStore:
    first, *others = batches
    return AtStore(first.store, first, tuple(others))


def _product_of(batch: Batch) -> int:
    return batch.product_id


def _store_of(batch: Batch) -> int:
    return batch.store_id
