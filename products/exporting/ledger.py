"""Facts of movements, by the fields of their layout."""

from zoneinfo import ZoneInfo

from products.exporting.cells import text, truth
from products.exporting.facts import Facts
from products.models import Movement
from products.reading import plain
from products.recalls.report import other_store


def _moment(movement: Movement) -> str:
    """By the clock of its store, with the distance to UTC."""
    zone = ZoneInfo(movement.batch.store.time_zone)
    return movement.at.astimezone(zone).isoformat()


def _other_store(movement: Movement) -> str:
    return text(other_store(movement))


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
