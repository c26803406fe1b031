"""The engine's values as plain JSON and back, so that what was concluded can be kept for ever."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def to_record(value: Any) -> Any:
    """Frozen dataclasses, tuples, sets, Decimals and dates as JSON; equal values, equal records."""
    if is_dataclass(value):
        return {field.name: to_record(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [to_record(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def from_record(kind: type[Value], record: Any) -> Value:
    """The value of this dataclass that `to_record` wrote.

    A field that came later and has a default may be missing; raises KeyError for any other.
    """
    hints = _hints(kind)  # type: ignore[arg-type]
    values = {
        field.name: _read(hints[field.name], record[field.name])
        for field in fields(kind)  # type: ignore[arg-type]
        if field.name in record or not _has_default(field)
    }
    return kind(**values)


def _has_default(field: Field[Any]) -> bool:
    return field.default is not MISSING or field.default_factory is not MISSING


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, record: Any) -> Any:
    if is_dataclass(kind):
        return from_record(kind, record)  # type: ignore[arg-type]
    if kind in (Decimal, date):
        return Decimal(record) if kind is Decimal else date.fromisoformat(record)
    arguments = get_args(kind)
    if NoneType in arguments:
        return None if record is None else _read(Union[_without_none(arguments)], record)  # noqa: UP007
    if get_origin(kind) is frozenset:
        return frozenset(record)
    return _read_tuple(arguments, record) if get_origin(kind) is tuple else record


def _without_none(arguments: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(argument for argument in arguments if argument is not NoneType)


def _read_tuple(arguments: tuple[Any, ...], record: list[Any]) -> tuple[Any, ...]:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        return tuple(_read(arguments[0], item) for item in record)
    return tuple(_read(kind, item) for kind, item in zip(arguments, record, strict=True))
