"""What can be exported: which records, with what columns, and what must be read along with them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Prefetch, QuerySet

from products.exporting.cells import Column, several, text, truth
from products.exporting.facts import (
    BATCH,
    PRODUCT,
    STRAIN,
    Facts,
    assumed,
    columns,
    extra,
    lab_columns,
    lab_rows,
)
from products.exporting.ledger import MOVEMENT, MOVEMENT_EXTRA
from products.importing.layout.file import load_layout
from products.models import Batch, LabResult, Movement, Product, Store, Strain
from products.reading import plain

PRODUCT_EXTRA: Facts = {"slug": ("slug", text), "active": ("active", truth)}
BATCH_EXTRA: Facts = {
    "store": ("store.slug", text),
    "state": ("state", text),
    "state_reason": ("state_reason", text),
    "reserved": ("reserved", plain),
    "chemotype": ("chemotype", text),
    "total_thc_percent": ("total_thc_percent", plain),
    "total_cbd_percent": ("total_cbd_percent", plain),
    "thc_mg_per_serving": ("thc_mg_per_serving", plain),
    "cbd_mg_per_serving": ("cbd_mg_per_serving", plain),
    "panels": ("panels_outcome", text),
    "assumed": ("", assumed),
}
STRAIN_EXTRA: Facts = {
    "slug": ("slug", text),
    "chemotype": ("chemotype", text),
    "aroma_terpenes": ("aroma_terpenes", several),
    "active": ("active", truth),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """`store` is the path to the store that a record is at; empty: it is at none.

    `only` narrows the model's records to the kind, as pairs of a lookup and its value.
    """

    name: str
    model: type[Model]
    columns: Callable[[], Sequence[Column]]
    related: tuple[str, ...] = ()
    prefetched: tuple[str | Prefetch, ...] = ()
    store: str = ""
    only: tuple[tuple[str, str], ...] = ()

    def rows(self, store: Store | None = None) -> QuerySet[Any]:
        """All records of the kind, at the store if one is named, oldest first."""
        at_store = {self.store: store} if store else {}
        return self.model._default_manager.filter(**dict(self.only), **at_store).order_by("pk")

    def ready(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """The same records, with what the columns need and nothing else."""
        bare = rows.select_related(None).prefetch_related(None)
        return bare.select_related(*self.related).prefetch_related(*self.prefetched)


def _product_columns() -> list[Column]:
    return [*columns(PRODUCT, load_layout("ours").columns), *extra(PRODUCT_EXTRA)]


def _batch_columns() -> list[Column]:
    ours = load_layout("ours")
    return [
        *columns(PRODUCT, ours.columns, "product"),
        *columns(BATCH, ours.columns),
        *lab_columns(ours, "lab_result"),
        *extra(BATCH_EXTRA),
    ]


def _lab_result_columns() -> list[Column]:
    ours = load_layout("ours")
    return [*columns(PRODUCT, ours.columns, "product"), *lab_columns(ours)]


def _strain_columns() -> list[Column]:
    return [*columns(STRAIN, load_layout("ours-strains").columns), *extra(STRAIN_EXTRA)]


def _movement_columns() -> list[Column]:
    return [*columns(MOVEMENT, load_layout("ours-ledger").columns), *extra(MOVEMENT_EXTRA)]


OF_PRODUCT = ("product__format", "product__strain")
MOVEMENTS = Kind(
    "movements",
    Movement,
    _movement_columns,
    related=(
        "batch__product",
        "batch__store",
        "by",
        "counterpart__batch__store",
        "arrival__batch__store",
    ),
    store="batch__store",
)
KINDS = {
    kind.name: kind
    for kind in (
        Kind("products", Product, _product_columns, ("format", "strain"), ("allergen_rows",)),
        Kind(
            "batches",
            Batch,
            _batch_columns,
            related=(*OF_PRODUCT, "store", "lab_result"),
            prefetched=("product__allergen_rows", *lab_rows("lab_result")),
            store="store",
        ),
        Kind(
            "lab_results",
            LabResult,
            _lab_result_columns,
            related=OF_PRODUCT,
            prefetched=("product__allergen_rows", *lab_rows()),
        ),
        Kind("strains", Strain, _strain_columns, prefetched=("parents",)),
        MOVEMENTS,
        replace(MOVEMENTS, name="counts", only=(("kind", Movement.Kind.COUNT),)),
    )
}
