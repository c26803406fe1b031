"""What every kind of row gives: how it is read, planned and written."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.contrib.auth.models import User

from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row
from products.importing.reading.rows import FLAGGED, Finding
from products.models import CatalogueImport, Store


class SaidRow(Protocol):
    """What one row says. Rows of one key stand in one transaction."""

    @property
    def row(self) -> int: ...
    @property
    def key(self) -> str: ...


class PlannedLine(ABC):
    """What one row would do."""

    __slots__ = ()
    said: Any
    findings: list[Finding]

    @property
    @abstractmethod
    def what(self) -> str:
        """The row in words, for people."""

    @property
    @abstractmethod
    def outcome(self) -> str: ...

    @property
    @abstractmethod
    def fingerprint(self) -> list[Any]:
        """What must still be so when it is carried out. Keys of records are not part of it."""

    @property
    def number(self) -> int:
        row: int = self.said.row
        return row

    @property
    def writes(self) -> bool:
        return self.outcome != "unchanged"

    @property
    def assumed(self) -> list[str]:
        """What the layout supplies for a new batch, in the words of Batch.assumed."""
        return []

    def flag(self, column: str, value: object, reason: str, mark: str = FLAGGED) -> None:
        self.findings.append(Finding(self.number, column, str(value), reason, mark))


class Compares(Protocol):
    """Against the catalogue as it was when this was made."""

    def plan(self, said: Any) -> PlannedLine:
        """Raises RowRefusedError where the catalogue cannot hold what the row says."""


@dataclass(frozen=True, slots=True)
class Application:
    """The import that rows are written for."""

    record: CatalogueImport
    layout: Layout
    by: User | None
    at: datetime


def as_they_stand(said_rows: Sequence[Any], _layout: Layout) -> list[Any]:
    return list(said_rows)


@dataclass(frozen=True, slots=True)
class Kind:
    """`read` and `refuse_contradiction` raise RowRefusedError; `planner` may raise LayoutError.

    `arrange` sees all rows of a file at once and gives them in the order they are written in.
    `lock` and `write` are called in one transaction, in this order, with `planner` between them.
    """

    read: Callable[[Row, Layout], Any]
    file_so_far: Callable[[], Any]
    planner: Callable[[Sequence[Any], Layout, Store, date], Compares]
    lock: Callable[[Sequence[Any], Store], None]
    write: Callable[[Sequence[Any], Application], None]
    arrange: Callable[[Sequence[Any], Layout], list[Any]] = as_they_stand
