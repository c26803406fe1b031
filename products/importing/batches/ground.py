"""What the catalogue holds of the products that a file names, read before a plan is made."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify

from products.importing.batches.history import (
    assumed_among,
    keys_all_undone,
    moved_among,
    received_of,
    stated_of,
)
from products.importing.errors import LayoutError
from products.importing.layout.whole import Layout
from products.importing.reading.rows import Said
from products.locking import in_chunks
from products.models import Batch, Format, LabResult, Product, Store, Strain
from products.recalls.arriving import Recalled, recalled_among

LONGEST_SLUG = 220


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
    recalled: list[Recalled] = field(default_factory=list)  # a portion of the products each
    results: defaultdict[int, list[LabResult]] = field(default_factory=lambda: defaultdict(list))
    assumed_of: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    moved: set[int] = field(default_factory=set)  # products whose stock has moved at any store
    tags: dict[str, int] = field(
        default_factory=dict
    )  # package tag: batch at this store, or minus the row that brings it
    slugs: set[str] = field(default_factory=set)  # taken ones, of those that new products would get
    # What imports made and every one of them was undone: the same file revives it.
    undone_products: set[int] = field(default_factory=set)
    undone_batches: set[int] = field(default_factory=set)
    names: dict[str, dict[int, str]] = field(init=False)  # of what a product's keys stand for

    def __post_init__(self) -> None:
        formats = {kind.pk: f"{kind}" for kind in self.formats.values()}
        strains = {strain.pk: f"{strain}" for strain in self.strains.values()}
        self.names = {"format_id": formats, "strain_id": strains}

    def recall_of(self, product: Product, number: str, lot: str) -> str:
        """What recalls say of a batch of this number or lot, in words; empty where nothing."""
        said = (recalled.why(product.pk or 0, number, lot) for recalled in self.recalled)
        return next(filter(None, said), "")

    def is_revived(self, batch: Batch) -> bool:
        """Whether every import that brought it was undone, and nothing has come since."""
        return batch.pk in self.undone_batches and not self.received.get(batch.pk)


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
    tags_said = (said.batch.get("package_tag", "") for said in said_rows)
    for tags in in_chunks(filter(None, tags_said)):
        tagged = Batch.objects.filter(store=ground.store, package_tag__in=tags).order_by()
        ground.tags |= dict(tagged.values_list("package_tag", "pk"))
    new = (slug_of(said) for said in said_rows if said.key not in ground.products)
    for slugs in in_chunks(new):
        taken = Product.objects.filter(slug__in=slugs).order_by()
        ground.slugs |= set(taken.values_list("slug", flat=True))


def with_key(keys: Collection[str]) -> Q:
    """Products of ours without a number are exported under their slug, which is a key as well."""
    return Q(registration_number__in=keys) | Q(registration_number="", slug__in=keys)


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
        Product.objects.filter(with_key(keys))
        .select_related("format")
        .prefetch_related("format__route_rows", "allergen_rows")
    )
    if not products:
        return
    by_id = {product.pk: product for product in products}
    # Where two would answer to a key, the one that has it as its number does.
    for product in sorted(products, key=lambda each: bool(each.registration_number)):
        ground.products[product.registration_number or product.slug] = product
    ground.names["format_id"] |= {kind.pk: f"{kind}" for each in products if (kind := each.format)}
    lots = {lot.pk: lot for lot in _lots(by_id)}
    for lot in lots.values():
        lot.product = by_id[lot.product_id]
        ground.results[lot.product_id].append(lot)
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
    ground.received |= received_of(batch_ids)
    ground.stated |= stated_of(batch_ids)
    ground.recalled.append(recalled_among(by_id))
    for result_id, assumed in assumed_among(lots):
        ground.assumed_of[result_id] |= set(assumed)
    ground.moved |= moved_among(by_id)
    ground.undone_products |= keys_all_undone("product_id", by_id)
    ground.undone_batches |= keys_all_undone("batch_id", by_id)


def _lots(product_ids: Iterable[int]) -> Iterable[LabResult]:
    lots = LabResult.objects.filter(product__in=product_ids)
    return lots.order_by("tested_on").prefetch_related("readings", "panels")
