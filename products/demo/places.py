"""Stores and strains of the demo. Those already there stay as they are."""

from collections.abc import Iterable

from products.demo.entries import StoreEntry, StrainEntry
from products.models import OpeningHours, Store, Strain
from products.search import index_strains


def add_stores(entries: Iterable[StoreEntry]) -> dict[str, Store]:
    """Every store by its slug."""
    stores = {store.slug: store for store in Store.objects.all()}
    for entry in entries:
        if entry.slug not in stores:
            stores[entry.slug] = _add_store(entry)
    return stores


def _add_store(entry: StoreEntry) -> Store:
    store = Store.objects.create(
        slug=entry.slug,
        name=entry.name,
        address=entry.address,
        phone=entry.phone,
        time_zone=entry.time_zone,
    )
    OpeningHours.objects.bulk_create(
        OpeningHours(store=store, weekday=weekday, opens=opens, closes=closes)
        for weekday, opens, closes in entry.hours
    )
    return store


def add_strains(entries: Iterable[StrainEntry]) -> dict[str, Strain]:
    """Every strain by its name."""
    strains = {strain.name: strain for strain in Strain.objects.all()}
    new = [entry for entry in entries if entry.name not in strains]
    strains |= {entry.name: _add_strain(entry) for entry in new}
    for entry in new:
        strains[entry.name].parents.set(strains[parent] for parent in entry.parents)
    index_strains(strains[entry.name].pk for entry in new)
    return strains


def _add_strain(entry: StrainEntry) -> Strain:
    return Strain.objects.create(
        name=entry.name,
        slug=entry.slug,
        chemotype=entry.chemotype,
        plant_label=entry.label,
        aroma_terpenes=list(entry.aroma),
        description=entry.description,
        description_es=entry.description_es,
        description_approved=entry.description_approved,
    )
