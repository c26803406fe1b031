"""The changes of an import as they were left, and giving back what was before them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from products.importing.changes import Change
from products.importing.errors import UndoError
from products.importing.stored import Record, as_kept, from_kept, stored_now
from products.importing.written import write_all
from products.locking import in_chunks
from products.models import Batch, ImportedRow, LabResult, Product, Strain
from products.models.description import APPROVED

MODELS: dict[str, type[Record]] = {
    "product": Product,
    "batch": Batch,
    "lab_result": LabResult,
    "strain": Strain,
}
# The rows that children are read from, for a change may be of them.
CHILD_ROWS = {
    "product": ["allergen_rows"],
    "lab_result": ["readings", "panels"],
    "strain": ["parents"],
}


def changes_as_left(rows: QuerySet[ImportedRow]) -> Iterator[Change]:
    """What the import changed. Raises UndoError where somebody changed it again."""
    for some in in_chunks(rows.exclude(changes=[]).values_list("pk", flat=True)):
        portion = list(rows.filter(pk__in=some))
        records = _records(portion)
        for row in portion:
            yield from (_change_as_left(row, kept, records) for kept in row.changes)


def _records(rows: Iterable[ImportedRow]) -> dict[tuple[str, int], Record]:
    """Those that the changes of these rows are of, with their children."""
    keys: defaultdict[str, set[int]] = defaultdict(set)
    for row in rows:
        for kept in row.changes:
            keys[kept["on"]].add(kept["pk"])
    return {
        (on, record.pk): record
        for on, pks in keys.items()
        for some in in_chunks(pks)
        for record in MODELS[on]
        ._default_manager.filter(pk__in=some)
        .prefetch_related(*CHILD_ROWS.get(on, ()))
    }


def _change_as_left(
    row: ImportedRow, kept: Mapping[str, Any], records: Mapping[tuple[str, int], Record]
) -> Change:
    record = records[kept["on"], kept["pk"]]
    now = as_kept(stored_now(record, kept["field"]))
    # An approval given since is of the text that goes, and goes with it.
    if now != kept["new"] and kept["field"] != APPROVED:
        did = f"set {kept['field']} to {kept['new']}"
        if kept["old"] == kept["new"]:  # it stood beside a description that was approved
            did = f"left {kept['field']} as it was"
        raise UndoError(
            f"Nothing was undone: row {row.row} {did}, and"
            f" somebody made it {now} since. Correct it by hand instead."
        )
    old, new = (from_kept(record, kept["field"], kept[end]) for end in ("old", "new"))
    return Change(kept["on"], record, kept["field"], old, new)


def restore(changes: Iterable[Change]) -> None:
    try:
        with transaction.atomic():
            write_all((change.record, change.field, change.old) for change in changes)
    except IntegrityError:
        raise UndoError(
            "Nothing was undone: a name or a package tag that it would give back belongs to"
            " something else by now. Change that first."
        ) from None
