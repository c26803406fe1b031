"""Turns product entries into rows. A product that is already there is left alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from products.demo.entries import DemoDataError, ProductEntry
from products.demo.fields import refuse_unknown
from products.models import Format, Product, ProductAllergen, ReorderPoint, Store, Strain
from products.search import index_products


@dataclass(frozen=True, slots=True)
class Rows:
    """What products and batches hang on."""

    stores: Mapping[str, Store]  # by slug
    strains: Mapping[str, Strain]  # by name
    formats: Mapping[str, Format]  # by code


def formats_by_code() -> dict[str, Format]:
    return {kind.code: kind for kind in Format.objects.prefetch_related("route_rows")}


def add_products(entries: Sequence[ProductEntry], rows: Rows) -> int:
    """Adds the products that are missing; returns how many."""
    there = set(demo_products(entries).values_list("slug", flat=True))
    new = {entry.slug: entry for entry in entries if entry.slug not in there}
    products = {slug: _product(entry, rows) for slug, entry in new.items()}
    Product.objects.bulk_create(products.values())
    ProductAllergen.objects.bulk_create(
        ProductAllergen(product=products[slug], allergen=allergen)
        for slug, entry in new.items()
        for allergen in entry.allergens
    )
    index_products(product.pk for product in products.values())
    return len(new)


def add_reorder_points(entries: Sequence[ProductEntry], stores: Mapping[str, Store]) -> None:
    """Adds the reorder points that are missing; one that staff have changed stays theirs."""
    wanted = [entry for entry in entries if entry.reorder_below]
    if not wanted:
        return
    products = {product.slug: product for product in demo_products(wanted)}
    points = ReorderPoint.objects.filter(product__in=products.values())
    there = set(points.values_list("product__slug", "store__slug"))
    ReorderPoint.objects.bulk_create(
        ReorderPoint(product=products[entry.slug], store=stores[store], quantity=quantity)
        for entry in wanted
        for store, quantity in entry.reorder_below
        if (entry.slug, store) not in there
    )


def demo_products(entries: Sequence[ProductEntry]) -> QuerySet[Product]:
    return Product.objects.filter(slug__in=[entry.slug for entry in entries])


def _product(entry: ProductEntry, rows: Rows) -> Product:
    pack_amount, pack_unit = entry.pack or (None, "")
    label_thc_mg, label_cbd_mg = entry.label_mg_per_serving
    return Product(
        name=entry.name,
        name_es=entry.name_es,
        slug=entry.slug,
        registration_number=entry.registration_number,
        producer=entry.producer,
        strain=rows.strains[entry.strain] if entry.strain else None,
        format=_format(entry, rows.formats),
        description=entry.description,
        description_es=entry.description_es,
        description_approved=entry.description_approved and bool(entry.description),
        stock_unit=entry.stock_unit,
        pack_amount=pack_amount,
        pack_unit=pack_unit,
        servings=entry.servings,
        serving_amount=entry.serving[0] if entry.serving else None,
        divides_into=entry.divides_into,
        label_thc_mg_per_serving=label_thc_mg,
        label_cbd_mg_per_serving=label_cbd_mg,
        ingredients=entry.ingredients or "",
        ingredients_es=entry.ingredients_es,
        ingredients_known=entry.ingredients is not None,
        contains_alcohol=entry.contains_alcohol,
        price=entry.price,
        active=entry.active,
    )


def _format(entry: ProductEntry, formats: Mapping[str, Format]) -> Format | None:
    if not entry.format:
        return None
    refuse_unknown(entry.format, formats, what="format", where=entry.where)
    kind = formats[entry.format]
    if entry.serving and entry.serving[1] != kind.measure_unit:
        raise DemoDataError(
            f"{entry.where}: serving is in {entry.serving[1]}, but {kind.code} is measured in"
            f" {kind.measure_unit}."
        )
    return kind
