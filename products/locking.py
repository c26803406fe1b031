"""Long lists of keys, and the rows that bear them, in one order for everybody."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import Model

from products.models import Product

# What every database takes as the parameters of one query.
ROWS_PER_QUERY = 500

Key = TypeVar("Key", int, str)


def in_chunks(keys: Iterable[Key]) -> Iterator[list[Key]]:
    """Each key once, in their order, at most ROWS_PER_QUERY at a time."""
    ordered = sorted(set(keys))
    return (
        ordered[start : start + ROWS_PER_QUERY] for start in range(0, len(ordered), ROWS_PER_QUERY)
    )


def keys_where(model: type[Model], field: str, values: Iterable[Key]) -> list[int]:
    """Of the rows whose field holds one of the values."""
    return [
        pk
        for some in in_chunks(values)
        for pk in model._default_manager.filter(**{f"{field}__in": some})
        .order_by()
        .values_list("pk", flat=True)
    ]


def lock_rows(model: type[Model], keys: Iterable[int], *, no_key: bool = False) -> None:
    """Until the transaction ends, in the order of their keys, so that nobody waits in a circle.

    `no_key` lets others refer to the rows meanwhile. SQLite needs no locks: there one transaction
    writes at a time.
    """
    for some in in_chunks(keys):
        rows = model._default_manager.select_for_update(no_key=no_key).filter(pk__in=some)
        list(rows.order_by("pk").values_list("pk", flat=True))


def lock_products(product_ids: Iterable[int]) -> None:
    """Whoever makes batches of a number and whoever recalls the number wait for each other here.

    Locking the batches does not do it: another's new batch cannot be seen, nor locked, before it is
    committed.
    """
    lock_rows(Product, product_ids, no_key=True)
