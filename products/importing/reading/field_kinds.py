"""What one field's cell may hold. Pure; every function raises UnreadableError."""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from products.importing.errors import UnreadableError
from products.importing.reading.plain_values import (
    read_decimal,
    read_quantity,
    read_truth,
    read_whole,
    without_currency,
)
from products.importing.reading.values import clean

ALLERGENS = (
    "sesame",
    "alcohol",
    "coconut_mct",
    "tree_nuts",
    "peanut",
    "gelatin",
    "dairy",
    "gluten",
    "soy",
    "other",
)
MOVEMENT_KINDS = (
    "receive",
    "dispense",
    "return",
    "adjust",
    "count",
    "waste",
    "transfer_out",
    "transfer_in",
    "take_back",
)
# 1.40603E+23: the digits of a long number are gone.
ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.IGNORECASE)


def _text(value: str, *, longest: int) -> str:
    if len(value) > longest:
        raise UnreadableError(f"is longer than {longest} characters")
    return value


def _key(value: str) -> str:
    """Kept as text: `1A40...` and `007` are no numbers."""
    if ROUNDED.fullmatch(value):
        raise UnreadableError("a spreadsheet has rounded this; export it again as text")
    return _text(value, longest=60)


def _choice(value: str, *, known: tuple[str, ...]) -> str:
    word = value.casefold()
    if word not in known:
        raise UnreadableError(f"is none of {', '.join(known)}")
    return word


def _price(value: str) -> Decimal:
    """In the store's own currency; a sign or a code of one is read past."""
    return _amount(without_currency(value), places=2, most=999_999)


def _amount(value: str, *, places: int, most: int, above_zero: bool = False) -> Decimal:
    number = read_decimal(value)
    if number is None:
        raise UnreadableError("is not a number")
    if number > most or (above_zero and not number):
        raise UnreadableError(f"is not {'above 0 and ' if above_zero else ''}at most {most}")
    rounded = round(number, places)
    if rounded != number:
        raise UnreadableError(f"has more than {places} decimals")
    return rounded


def _count(value: str) -> int:
    number = read_whole(value)
    if not number or number > 10_000:
        raise UnreadableError("is not a count from 1 to 10000")
    return number


def _parts(value: str) -> int:
    number = read_whole(value)
    if number not in (1, 2, 4):
        raise UnreadableError("is not 1, 2 or 4")
    return number


def _allergens(value: str) -> frozenset[str]:
    """Separated by ; or |. `none` says that there are none."""
    words = {clean(word).casefold() for word in value.replace("|", ";").split(";")}
    words -= {"", "none"}
    unknown = sorted(words - set(ALLERGENS))
    if unknown:
        raise UnreadableError(f"{unknown[0]!r} is none of {', '.join(ALLERGENS)}")
    return frozenset(words)


def _parents(value: str) -> tuple[str, ...]:
    named = (clean(name) for name in value.split(";"))
    return tuple(dict.fromkeys(filter(None, named)))


_mg = partial(_amount, places=3, most=100_000)
_title = partial(_text, longest=120)
_long = partial(_text, longest=20_000)
_quantity = partial(read_quantity, most=1_000_000)
TEXTS: dict[str, Callable[[str], Any]] = {
    "product_key": _key,
    "strain_key": _key,
    "name": partial(_text, longest=200),
    "producer": _title,
    "description": _long,
    "strain": partial(_text, longest=100),
    "ingredients": _long,
    "batch_number": _key,
    "package_tag": _key,
    "lot": _key,
    "laboratory": _title,
    "certificate_number": _key,
    "movement": _key,
    "by": partial(_text, longest=150),
    "note": partial(_text, longest=200),
}
KINDS: dict[str, Callable[[str], Any]] = TEXTS | {
    "stock_unit": partial(_choice, known=("each", "gram")),
    "pack_amount": partial(_amount, places=3, most=999_999, above_zero=True),
    "pack_unit": partial(_choice, known=("g", "ml", "each")),
    "servings": _count,
    "serving_amount": partial(_amount, places=3, most=99_999, above_zero=True),
    "divides_into": _parts,
    "label_thc_mg_per_serving": _mg,
    "label_cbd_mg_per_serving": _mg,
    "ingredients_known": read_truth,
    "allergens": _allergens,
    "contains_alcohol": read_truth,
    "price": _price,
    "quantity_received": _quantity,
    "quantity_on_hand": _quantity,
    "quantity_allocated": _quantity,
    "parents": _parents,
    "kind": partial(_choice, known=MOVEMENT_KINDS),
    "quantity": partial(read_quantity, most=1_000_000, signed=True),
    "counted": _quantity,
}
