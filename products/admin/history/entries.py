"""How each kind of record that tells of a product, batch or lab result is told in its history."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.db.models import Model
from django.utils.translation import gettext as _

from herbology.editing.change_message import lines
from products.admin.history.imported import in_lines, makes
from products.admin.lists.columns import signed_in_words
from products.models import ImportedRow, Movement, StateChange
from products.reading import plain


@dataclass(frozen=True, slots=True)
class Entry:
    """`who` is empty where no person is known; `details` are sentences, one a line."""

    at: datetime
    who: str
    what: str
    details: tuple[str, ...] = ()


def of_edits(rows: Sequence[LogEntry]) -> list[Entry]:
    verbs = {ADDITION: _("Added"), CHANGE: _("Edited"), DELETION: _("Deleted")}
    return [
        Entry(row.action_time, _who(row.user), verbs[row.action_flag], tuple(lines(row)))
        for row in rows
    ]


def of_movements(rows: Sequence[Movement]) -> list[Entry]:
    return [Entry(row.at, _who(row.by), _moved(row), tuple(_circumstances(row))) for row in rows]


def of_state_changes(rows: Sequence[StateChange]) -> list[Entry]:
    step = _("State: %(old)s -> %(new)s")
    return [
        Entry(
            row.at,
            _who(row.by),
            step % {"old": row.get_from_state_display(), "new": row.get_to_state_display()},
            (row.reason,) if row.reason else (),
        )
        for row in rows
    ]


def of_imports(rows: Sequence[ImportedRow], record: Model) -> list[Entry]:
    entries = []
    for row, changes in zip(rows, in_lines(rows, record), strict=True):
        what = _("Import %(number)s, row %(row)s")
        made = [_("Added from the file.")] if makes(row, record) else []
        done = row.catalogue_import
        numbers = {"number": done.pk, "row": row.row}
        entries.append(Entry(done.applied_at, _who(done.by), what % numbers, (*made, *changes)))
    return entries


def of_undone_imports(rows: Sequence[ImportedRow], record: Model) -> list[Entry]:
    """Who took it back is known only where something had been received, by that movement."""
    entries = []
    for row, changes in zip(rows, in_lines(rows, record, backwards=True), strict=True):
        undone_at = row.catalogue_import.undone_at
        assert undone_at is not None  # noqa: S101 - only such rows are asked for
        what = _("Import %(number)s taken back, row %(row)s")
        numbers = {"number": row.catalogue_import_id, "row": row.row}
        entries.append(Entry(undone_at, "", what % numbers, tuple(changes)))
    return entries


def _who(user: Any) -> str:
    if user is None:
        return ""
    name = user.get_full_name()
    return f"{user.get_username()} ({name})" if name else user.get_username()


def _moved(row: Movement) -> str:
    quantity = signed_in_words(row.quantity, row.batch.product)
    return f"{row.get_kind_display()}: {quantity}".capitalize()


def _circumstances(row: Movement) -> Iterator[str]:
    yield from (str(said) for said in (row.get_reason_code_display(), row.reason) if said)
    if row.expected is not None and row.counted is not None:
        counted = {"expected": plain(row.expected), "counted": plain(row.counted)}
        yield _("expected %(expected)s, counted %(counted)s") % counted
    if row.counterpart:
        yield _("from %(store)s") % {"store": row.counterpart.batch.store}
    if hasattr(row, "arrival"):
        yield _("to %(store)s") % {"store": row.arrival.batch.store}
    if row.reference:
        yield _("reference: %(reference)s") % {"reference": row.reference}
    if row.assumed:
        yield _("assumed by the import")
