"""What a record holds, as people say it: for the findings of a plan. Pure."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from products.reading import UNIT_SIGNS, plain

EMPTY = "empty"
DETECTIONS = {"not_detected": "not detected", "below_loq": "below the limit of quantification"}
LONGEST = 200


def both_in_words(field: str, old: Any, new: Any) -> tuple[str, str]:
    """Old and new; of a collection only what differs."""
    if field in IN_ITEMS:
        was, becomes = IN_ITEMS[field](old or ()), IN_ITEMS[field](new or ())
        return _items(was, becomes), _items(becomes, was)
    return _value(field, old), _value(field, new)


def _items(items: Mapping[str, str], others: Mapping[str, str]) -> str:
    told = [f"{name} {said}".strip() for name, said in items.items() if others.get(name) != said]
    return ", ".join(told)[:LONGEST] or EMPTY


def _value(field: str, value: Any) -> str:
    if value is None or value == "":
        return EMPTY
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:.2f}" if field == "price" else plain(value)
    return f"{value}"[:LONGEST]


def _readings(stored: Iterable[Any]) -> dict[str, str]:
    return {
        _name(name): DETECTIONS.get(detection)
        or f"{plain(Decimal(str(amount)))} {UNIT_SIGNS[unit]}"
        for name, unit, amount, detection in stored
    }


def _name(cannabinoid: str) -> str:
    total = "total " if cannabinoid.startswith("total_") else ""
    return total + cannabinoid.removeprefix("total_").upper()


def _outcomes(panels: Any) -> dict[str, str]:
    return {_spaced(panel): _spaced(outcome) for panel, outcome in dict(panels).items()}


def _terpenes(percents: Any) -> dict[str, str]:
    return {_spaced(name): f"{percent} %" for name, percent in dict(percents).items()}


def _names(names: Iterable[Any]) -> dict[str, str]:
    return {_spaced(str(name)): "" for name in names}


def _spaced(code: str) -> str:
    return code.replace("_", " ")


IN_ITEMS: dict[str, Callable[[Any], dict[str, str]]] = {
    "readings": _readings,
    "panels": _outcomes,
    "terpenes": _terpenes,
    "allergens": _names,
    "assumed": _names,
}
