"""A row's plain columns to our fields, each by its kind. Pure."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from products.importing.errors import RowRefusedError, UnreadableError
from products.importing.layout import Layout
from products.importing.reader import Row
from products.importing.values import clean, read_date, read_decimal, read_truth, read_whole

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


def read_fields(row: Row, layout: Layout, names: Iterable[str]) -> dict[str, Any]:
    """Those of the fields that the row fills. Raises RowRefusedError, naming column and value."""
    said: dict[str, Any] = {}
    for name in names:
        column = layout.columns.get(name, "")
        value = row.cells.get(column, "")
        if not value:
            continue
        try:
            said[name] = _read(name, value, layout)
        except UnreadableError as reason:
            raise RowRefusedError(str(reason), column=column, value=value) from None
    return said


def _read(name: str, value: str, layout: Layout) -> Any:
    if name in DATES:
        return read_date(value, layout.date_patterns)
    return KINDS[name](value)


def _text(value: str, *, longest: int) -> str:
    """Line breaks and runs of space inside a cell become one space."""
    text = " ".join(clean(value).split())
    if len(text) > longest:
        raise UnreadableError(f"is longer than {longest} characters")
    return text


def _choice(value: str, *, known: tuple[str, ...]) -> str:
    word = value.casefold()
    if word not in known:
        raise UnreadableError(f"is none of {', '.join(known)}")
    return word


def _amount(value: str, *, places: int, most: int, above_zero: bool = False) -> Decimal:
    number = read_decimal(value)
    if number is None or number > most or (above_zero and not number):
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


DATES: dict[str, type[date]] = dict.fromkeys(("expires_on", "received_on", "tested_on"), date)
_mg = partial(_amount, places=3, most=100_000)
_key = partial(_text, longest=60)
_title = partial(_text, longest=120)
_long = partial(_text, longest=4000)
KINDS: dict[str, Callable[[str], Any]] = {
    "product_key": _key,
    "name": partial(_text, longest=200),
    "producer": _title,
    "description": _long,
    "strain": partial(_text, longest=100),
    "stock_unit": partial(_choice, known=("each", "gram")),
    "pack_amount": partial(_amount, places=3, most=100_000, above_zero=True),
    "pack_unit": partial(_choice, known=("g", "ml", "each")),
    "servings": _count,
    "serving_amount": partial(_amount, places=3, most=10_000, above_zero=True),
    "divides_into": _parts,
    "label_thc_mg_per_serving": _mg,
    "label_cbd_mg_per_serving": _mg,
    "ingredients": _long,
    "ingredients_known": read_truth,
    "allergens": _allergens,
    "contains_alcohol": read_truth,
    "price": partial(_amount, places=2, most=100_000),
    "batch_number": _key,
    "quantity_received": partial(_amount, places=3, most=1_000_000),
    "lot": _key,
    "laboratory": _title,
    "certificate_number": _key,
}
