"""What a row changes of what the catalogue holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from products.importing.in_words import both_in_words
from products.importing.reading.rows import CHANGED, Finding
from products.importing.stored import Record
from products.models import LabResult

NONE: Mapping[str, Mapping[Any, str]] = {}


@dataclass(frozen=True, slots=True)
class Change:
    """One field, from what it is to what the file says; `on` names the record's model."""

    on: str
    record: Record
    field: str
    old: Any
    new: Any  # a new lab result stands here itself, for its key is not known yet
    names: Mapping[Any, str] | None = None  # of the records that keys stand for

    @property
    def value(self) -> Any:
        return self.new.pk if isinstance(self.new, LabResult) else self.new

    @property
    def new_as_said(self) -> str:
        return "a new lab result" if isinstance(self.new, LabResult) else f"{self.new}"

    def as_finding(self, row: int, column: str) -> Finding:
        was, becomes = both_in_words(self.field, self._named(self.old), self._named(self.new))
        column = column or self.field.removesuffix("_id").replace("_", " ")
        return Finding(row, column, becomes, f"was {was}", CHANGED)

    def _named(self, value: Any) -> Any:
        if self.names is None or isinstance(value, LabResult):
            return value
        return self.names.get(value, value)

    def as_json(self) -> dict[str, Any]:
        return {
            "on": self.on,
            "pk": self.record.pk,
            "field": self.field,
            "old": self.old,
            "new": self.value,
        }


def field_changes(
    on: str, record: Record, new: Mapping[str, Any], names: Mapping[str, Mapping[Any, str]] = NONE
) -> list[Change]:
    """Of those fields, the ones that hold something else. `names` are of related records by key."""
    return [
        Change(on, record, field, old, value, names.get(field))
        for field, value in new.items()
        if (old := getattr(record, field)) != value
    ]
