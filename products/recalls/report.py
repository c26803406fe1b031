"""Where the units of recalled batches went, from their movements.

Quantities are signed as in the ledger and in the product's stock unit, so that the lines of a batch
add up to what is on hand. Who got them is not known here: a reference is opaque.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Self

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from products.models import Movement, Product, RecallCase, RecalledBatch, Reservation
from products.recalls import said

ORDER = list(Movement.Kind)
TO_OR_FROM = {
    Movement.Kind.TRANSFER_OUT: gettext_lazy("to"),
    Movement.Kind.TRANSFER_IN: gettext_lazy("from"),
}
OTHER_STORE = {
    Movement.Kind.TRANSFER_OUT: "arrival__batch__store__name",
    Movement.Kind.TRANSFER_IN: "counterpart__batch__store__name",
}


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """One way in which units come or go: a kind of movement, its reason, the other store."""

    place: int
    reason_code: str
    store: str

    @classmethod
    def of(cls, kind: str, reason_code: str, store: str | None) -> Self:
        return cls(ORDER.index(Movement.Kind(kind)), reason_code, store or "")

    def __str__(self) -> str:
        way = str(ORDER[self.place].label).capitalize()
        if self.reason_code:
            way = f"{way}: {Movement.ReasonCode(self.reason_code).label}"
        return f"{way} {TO_OR_FROM[ORDER[self.place]]} {self.store}" if self.store else way


Lines = list[tuple[Way, Decimal]]


@dataclass(frozen=True, slots=True)
class BatchReport:
    """One recalled batch: all of its movements, oldest first, and what they come to."""

    recalled: RecalledBatch
    movements: list[Movement]
    cancelled: list[Reservation]

    @property
    def lines(self) -> Lines:
        sums: defaultdict[Way, Decimal] = defaultdict(Decimal)
        for movement in self.movements:
            sums[way_of(movement)] += movement.quantity
        return sorted(sums.items())

    @property
    def told(self) -> list[tuple[Movement, Way]]:
        return [(movement, way_of(movement)) for movement in self.movements]

    @property
    def adds_up_to(self) -> Decimal:
        return sum((quantity for _way, quantity in self.lines), Decimal(0))


@dataclass(frozen=True, slots=True)
class Totals:
    """All batches of a case together, for one unit: pieces and grams are never added up."""

    unit: str
    lines: Lines
    on_hand: Decimal


def reports_of(recalled: Sequence[RecalledBatch], case: RecallCase) -> list[BatchReport]:
    """With two queries, however many batches."""
    batch_ids = [row.batch_id for row in recalled]
    movements = _by_batch(movements_of(batch_ids))
    cancelled = _by_batch(
        Reservation.objects.filter(
            batch__in=batch_ids,
            state=Reservation.State.CANCELLED,
            ended_reason=said(case),
        ).order_by("reserved_at", "pk")
    )
    return [BatchReport(row, movements[row.batch_id], cancelled[row.batch_id]) for row in recalled]


def movements_of(batch_ids: Any) -> QuerySet[Movement]:
    """Oldest first, with what `way_of` and the report's columns need."""
    return (
        Movement.objects.filter(batch__in=batch_ids)
        .select_related("by", "counterpart__batch__store", "arrival__batch__store")
        .order_by("at", "pk")
    )


def totals_of(case: RecallCase) -> list[Totals]:
    """One for each stock unit, with one query."""
    rows = (
        Movement.objects.filter(batch__recalls__case=case)
        .order_by()
        .values("batch__product__stock_unit", "kind", "reason_code", *OTHER_STORE.values())
        .annotate(together=Sum("quantity"))
    )
    units: defaultdict[str, Lines] = defaultdict(list)
    for row in rows:
        store = row.get(OTHER_STORE.get(row["kind"], ""))
        way = Way.of(row["kind"], row["reason_code"], store)
        units[row["batch__product__stock_unit"]].append((way, row["together"]))
    return [
        Totals(
            unit=str(Product.StockUnit(unit).label),
            lines=sorted(units[unit]),
            on_hand=sum((quantity for _way, quantity in units[unit]), Decimal(0)),
        )
        for unit in sorted(units)
    ]


def dispensed_of(batch_ids: Any) -> dict[int, Decimal]:
    """How much of each batch is out: handed out and not come back."""
    kinds = [Movement.Kind.DISPENSE, Movement.Kind.RETURN]
    sums = Movement.objects.filter(batch__in=batch_ids, kind__in=kinds).order_by().values("batch")
    return {row["batch"]: -row["out"] for row in sums.annotate(out=Sum("quantity"))}


def way_of(movement: Movement) -> Way:
    return Way.of(movement.kind, movement.reason_code, other_store(movement))


def other_store(movement: Movement) -> str:
    """Of a transfer: where it went, or came from."""
    if movement.kind == Movement.Kind.TRANSFER_OUT:
        return movement.arrival.batch.store.name
    return movement.counterpart.batch.store.name if movement.counterpart else ""


def who(movement: Movement) -> str:
    return str(movement.by) if movement.by else _("a program")


def _by_batch(rows: Iterable[Any]) -> defaultdict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.batch_id].append(row)
    return found
