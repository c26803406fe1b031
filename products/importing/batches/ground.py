"""What the catalogue holds of the products that a file names, read before a plan is made."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import Lower
from django.utils.text import slugify

from products.importing.errors import LayoutError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import Said
from products.locking import in_chunks
from products.models import Batch, Format, ImportedRow, LabResult, Movement, Product, Store, Strain
from products.recalls import Numbers, recalled_numbers


@dataclass(slots=True)
class Ground:
    store: Store
    formats: dict[str, Format]
    strains: dict[str, Strain]
    products: dict[str, Product] = field(default_factory=dict)  # by key
    batches: dict[tuple[int, str], Batch] = field(default_factory=dict)  # by product and number
    lots: defaultdict[tuple[int, str], list[LabResult]] = field(
        default_factory=lambda: defaultdict(list)
    )  # by product and lot, oldest first
    received: dict[int, Decimal] = field(default_factory=dict)  # by batch, less what was taken back
    stated: dict[int, Decimal] = field(default_factory=dict)  # on hand by the last file's word
    recalled: Numbers = field(default_factory=dict)  # at any store
    moved: set[int] = field(default_factory=set)  # products whose stock has moved at any store
    tags: dict[str, int] = field(
        default_factory=dict
    )  # package tag: batch at this store, or minus the row that brings it
    slugs: set[str] = field(default_factory=set)  # taken ones, of those that new products would get
    # What imports made and every one of them was undone: the same file revives it.
    undone_products: set[int] = field(default_factory=set)
    undone_batches: set[int] = field(default_factory=set)

    def recall_of(self, product: Product, number: str) -> str:
        """That a recall names this number, in words; empty where none does."""
        recall = self.recalled.get((product.pk or 0, number.lower()))
        return f"this batch number was recalled (recall {recall})" if recall else ""


def read_ground(said_rows: Sequence[Said], layout: Layout, store: Store) -> Ground:
    """A number of queries that grows with the rows in portions, not with what hangs on them.

    Raises LayoutError where the layout names a format that the catalogue lacks.
    """
    formats = {
        kind.code: kind
        for kind in Format.objects.filter(code__in=layout.format_codes).prefetch_related(
            "route_rows"
        )
    }
    unknown = sorted(layout.format_codes - formats.keys())
    if unknown:
        raise LayoutError(f"{layout.name}: the catalogue has no format {', '.join(unknown)}.")
    strains = {strain.name.lower(): strain for strain in _strains(layout)}
    ground = Ground(store=store, formats=formats, strains=strains)
    for some in in_chunks(said.key for said in said_rows):
        _add_portion(ground, some)
    _add_taken(ground, said_rows)
    return ground


def _add_taken(ground: Ground, said_rows: Sequence[Said]) -> None:
    """Package tags and slugs that belong to something already."""
    for tags in in_chunks(said.batch["package_tag"] for said in said_rows if has_tag(said)):
        tagged = Batch.objects.filter(store=ground.store, package_tag__in=tags).order_by()
        ground.tags |= dict(tagged.values_list("package_tag", "pk"))
    new = (slug_of(said) for said in said_rows if said.key not in ground.products)
    for slugs in in_chunks(new):
        taken = Product.objects.filter(slug__in=slugs).order_by()
        ground.slugs |= set(taken.values_list("slug", flat=True))


def has_tag(said: Said) -> bool:
    return bool(said.batch.get("package_tag"))


def slug_of(said: Said) -> str:
    """With the key at its end: names repeat."""
    key = slugify(said.key)
    return f"{slugify(said.name)[: 200 - len(key)]}-{key}".strip("-")


def _strains(layout: Layout) -> Iterable[Strain]:
    if "strain" not in layout.columns:
        return ()
    return Strain.objects.annotate(lower_name=Lower("name"))


def _add_portion(ground: Ground, keys: list[str]) -> None:
    products = list(
        Product.objects.filter(registration_number__in=keys)
        .select_related("format")
        .prefetch_related("format__route_rows", "allergen_rows")
    )
    if not products:
        return
    by_id = {product.pk: product for product in products}
    ground.products |= {product.registration_number: product for product in products}
    lots = {lot.pk: lot for lot in _lots(by_id)}
    for lot in lots.values():
        lot.product = by_id[lot.product_id]
        ground.lots[lot.product_id, lot.lot].append(lot)
    # In no order, which would join: PostgreSQL plans badly while a table is still new to it.
    batches = list(Batch.objects.filter(store=ground.store, product__in=by_id).order_by())
    for batch in batches:
        batch.product = by_id[batch.product_id]
        batch.store = ground.store
        if batch.lab_result_id:
            batch.lab_result = lots[batch.lab_result_id]
        ground.batches[batch.product_id, batch.number] = batch
    batch_ids = [batch.pk for batch in batches]
    ground.received |= _received(batch_ids)
    ground.stated |= _stated(batch_ids)
    ground.recalled |= recalled_numbers(by_id)
    ground.moved |= _moved(by_id)
    ground.undone_products |= _all_undone("product_id", by_id)
    ground.undone_batches |= _all_undone("batch_id", by_id)


def _lots(product_ids: Iterable[int]) -> Iterable[LabResult]:
    lots = LabResult.objects.filter(product__in=product_ids)
    return lots.order_by("tested_on").prefetch_related("readings", "panels")


def _received(batch_ids: Sequence[int]) -> dict[int, Decimal]:
    arrivals = [Movement.Kind.RECEIVE, Movement.Kind.TAKE_BACK]
    rows = Movement.objects.filter(batch__in=batch_ids, kind__in=arrivals)
    sums = rows.order_by().values("batch_id")
    return {row["batch_id"]: row["total"] for row in sums.annotate(total=Sum("quantity"))}


def _stated(batch_ids: Sequence[int]) -> dict[int, Decimal]:
    rows = ImportedRow.objects.filter(
        batch__in=batch_ids, stated_on_hand__isnull=False, undone=False
    )
    stated = rows.order_by("pk").values_list("batch_id", "stated_on_hand")
    return {batch_id: on_hand for batch_id, on_hand in stated if batch_id and on_hand is not None}


def _moved(product_ids: Iterable[int]) -> set[int]:
    movements = Movement.objects.filter(batch__product__in=product_ids).order_by()
    return set(movements.values_list("batch__product", flat=True).distinct())


def _all_undone(field: str, product_ids: Iterable[int]) -> set[int]:
    """Keys in that field of the imported rows which no import stands behind any more."""
    rows = ImportedRow.objects.filter(product__in=product_ids)
    standing = rows.filter(undone=False)
    return set(rows.values_list(field, flat=True)) - set(standing.values_list(field, flat=True))
