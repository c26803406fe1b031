"""The kinds of rows that files hold, and how each is read, planned and written."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.contrib.auth.models import User

from products.importing.layout.whole import Layout
from products.importing.reading.reader import Row
from products.importing.reading.rows import Finding
from products.models import CatalogueImport, Store


class SaidRow(Protocol):
    """What one row says. Rows of one key stand in one transaction."""

    @property
    def row(self) -> int: ...
    @property
    def key(self) -> str: ...


class PlannedLine(Protocol):
    """What one row would do."""

    findings: list[Finding]

    @property
    def said(self) -> Any: ...
    @property
    def number(self) -> int: ...
    @property
    def what(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def writes(self) -> bool: ...
    @property
    def assumed(self) -> list[str]: ...
    @property
    def fingerprint(self) -> list[Any]: ...


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


def kind_of(layout: Layout) -> Kind:
    # Each kind stands on the values above.
    from products.importing.batches.kind import BATCHES  # noqa: PLC0415
    from products.importing.ledger.kind import LEDGER  # noqa: PLC0415
    from products.importing.strains.kind import STRAINS  # noqa: PLC0415

    kinds: Mapping[str, Kind] = {"batches": BATCHES, "strains": STRAINS, "ledger": LEDGER}
    return kinds[layout.rows]
