"""What the ledger holds of the movements and batches that a file names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from hashlib import sha256
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from products.importing.ledger.said import LedgerSaid
from products.importing.movement_keys import OF_IMPORT
from products.locking import in_chunks
from products.models import Batch, ImportedRow, Movement, Store
from products.reading import plain
from products.stock.arrivals import taken_back_key

BatchName = tuple[str, str]  # product key and batch number
TAKEN_BACK = re.compile(taken_back_key(r"(\d+)"))


class Moved(NamedTuple):
    pk: int
    batch_id: int
    at: datetime
    idempotency_key: str


@dataclass(slots=True)
class Ground:
    """`counts` and `moved_on` are those that no undo took back, by batch."""

    store: Store
    today: date
    movements: dict[int, Movement] = field(default_factory=dict)  # at any store
    batches: dict[BatchName, Batch] = field(default_factory=dict)  # at this store
    counts: defaultdict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    moved_on: dict[int, datetime] = field(default_factory=dict)  # the last time

    def moment_of(self, said: LedgerSaid) -> datetime:
        """When a row says that it was; a day is taken to its end."""
        return _moment(said, self.store)


def read_ground(said_rows: Sequence[LedgerSaid], store: Store, today: date) -> Ground:
    """A number of queries that grows with the rows in portions."""
    ground = Ground(store, today)
    for some in in_chunks(said.movement for said in said_rows if said.movement is not None):
        movements = Movement.objects.select_related("batch__product", "by").filter(pk__in=some)
        ground.movements |= {movement.pk: movement for movement in movements.order_by()}
    counts = [said for said in said_rows if said.is_count]
    ground.batches = {name_of(batch): batch for batch in batches_of(counts, store)}
    if counts:
        earliest = min(_moment(said, store) for said in counts)
        _add_what_happened(ground, [batch.pk for batch in ground.batches.values()], earliest)
    return ground


def batches_of(counts: Iterable[LedgerSaid], store: Store) -> Iterator[Batch]:
    """Those at the store that the counts name."""
    wanted = {(said.product_key, said.batch_number) for said in counts}
    for keys in in_chunks(key for key, _ in wanted):
        found = Batch.objects.filter(store=store, product__registration_number__in=keys)
        for batch in found.order_by().select_related("product"):
            if name_of(batch) in wanted:
                yield batch


def name_of(batch: Batch) -> BatchName:
    return batch.product.registration_number, batch.number


def mark_of(said: LedgerSaid) -> str:
    """The same for the same count of a batch, whichever file it stands in."""
    assert said.counted is not None and said.at is not None  # noqa: S101, PT018 - it is a count
    words = f"{plain(said.counted)} {said.at.isoformat()}"
    return sha256(words.encode()).hexdigest()[:16]


def _moment(said: LedgerSaid, store: Store) -> datetime:
    assert said.at is not None  # noqa: S101 - only rows that say it are asked
    at = datetime.combine(said.at, time.max) if said.day_only else said.at
    return at if at.tzinfo else at.replace(tzinfo=ZoneInfo(store.time_zone))


def _add_what_happened(ground: Ground, batch_ids: Iterable[int], earliest: datetime) -> None:
    by_import = Q(kind=Movement.Kind.COUNT, idempotency_key__startswith="import:")
    for some in in_chunks(batch_ids):
        rows = Movement.objects.filter(Q(at__gt=earliest) | by_import, batch__in=some)
        columns = rows.order_by("at").values_list("pk", "batch_id", "at", "idempotency_key")
        for moved in _standing([Moved(*row) for row in columns]):
            ground.moved_on[moved.batch_id] = moved.at
            found = OF_IMPORT.fullmatch(moved.idempotency_key)
            if found and found[2]:
                ground.counts[moved.batch_id].add(found[2])


def _standing(moved: Sequence[Moved]) -> list[Moved]:
    """Without what was undone, and without the movements that undid it."""
    imports = {
        row.pk: (int(found[1]), row.batch_id)
        for row in moved
        if (found := OF_IMPORT.match(row.idempotency_key))
    }
    undone = set(
        ImportedRow.objects.filter(
            catalogue_import__in={number for number, _ in imports.values()},
            batch__in={row.batch_id for row in moved},
            undone=True,
        ).values_list("catalogue_import_id", "batch_id")
    )
    gone = {pk for pk, of_import in imports.items() if of_import in undone}
    return [row for row in moved if row.pk not in gone and _takes_back(row) not in gone]


def _takes_back(row: Moved) -> int | None:
    found = TAKEN_BACK.fullmatch(row.idempotency_key)
    return int(found[1]) if found else None
