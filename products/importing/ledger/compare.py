"""A row about a movement against the movement itself."""

from collections.abc import Iterator

from products.importing.ledger.ground import Ground
from products.importing.ledger.said import LedgerSaid
from products.importing.reading.values import clean
from products.models import Movement
from products.reading import plain


def differences(said: LedgerSaid, known: Movement, ground: Ground) -> Iterator[tuple[str, str]]:
    """Field and what the movement holds. What the row leaves empty is no difference."""
    texts = {
        "product_key": known.batch.product.registration_number,
        "batch_number": known.batch.number,
        "kind": known.kind,
        "by": known.by.get_username() if known.by else "",
        "note": known.reason,
    }
    for name, held in texts.items():
        stated = getattr(said, name)
        if stated and clean(stated) != clean(held):
            yield name, held
    for name, amount in (("quantity", known.quantity), ("counted", known.counted)):
        if getattr(said, name) not in (None, amount):
            yield name, "" if amount is None else plain(amount)
    if not _is_at(said, known, ground):
        yield "at", known.at.isoformat()


def _is_at(said: LedgerSaid, known: Movement, ground: Ground) -> bool:
    if said.at is None:
        return True
    moment = ground.moment_of(said)
    if said.day_only:
        return known.at.astimezone(moment.tzinfo).date() == moment.date()
    return moment == known.at
