"""Facts of strains and movements, by the fields of their layouts."""

from zoneinfo import ZoneInfo

from products.exporting.cells import several, text, truth
from products.exporting.facts import Facts
from products.models import Movement, Strain
from products.reading import plain
from products.recalls.report import other_store


def _parents(strain: Strain) -> str:
    return several(sorted(parent.name for parent in strain.parents.all()))


def _moment(movement: Movement) -> str:
    """By the clock of its store, with the distance to UTC."""
    zone = ZoneInfo(movement.batch.store.time_zone)
    return movement.at.astimezone(zone).isoformat()


def _other_store(movement: Movement) -> str:
    return text(other_store(movement))


STRAIN: Facts = {
    "strain_key": ("source_key", text),
    "name": ("name", text),
    "plant_label": ("plant_label", text),
    "description": ("description", text),
    "parents": ("", _parents),
}
STRAIN_EXTRA: Facts = {
    "slug": ("slug", text),
    "chemotype": ("chemotype", text),
    "aroma_terpenes": ("aroma_terpenes", several),
    "active": ("active", truth),
}
MOVEMENT: Facts = {
    "movement": ("pk", str),
    "product_key": ("batch.product.registration_number", text),
    "batch_number": ("batch.number", text),
    "kind": ("kind", text),
    "quantity": ("quantity", plain),
    "counted": ("counted", plain),
    "at": ("", _moment),
    "by": ("by.username", text),
    "note": ("reason", text),
}
# No reference: it may stand for a patient's reservation.
MOVEMENT_EXTRA: Facts = {
    "expected": ("expected", plain),
    "reason": ("reason_code", text),
    "unit": ("batch.product.stock_unit", text),
    "product": ("batch.product.name", text),
    "store": ("batch.store.slug", text),
    "other_store": ("", _other_store),
    "assumed": ("assumed", truth),
}
