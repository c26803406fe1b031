"""A file between looking at its plan and applying it. It waits in the database: any web process
may be asked next. The plan is made again before it is applied.
"""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import datetime, timedelta
from gzip import compress, decompress
from hashlib import sha256
from io import BytesIO
from json import dumps, loads
from math import ceil
from operator import itemgetter
from time import perf_counter
from typing import IO, Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User

from products.importing.again import tell_if_old
from products.importing.apply import Source, apply_plan
from products.importing.errors import FileError, GroundShiftedError, RefusedError, TooManyRowsError
from products.importing.layout.known import find_layout
from products.importing.plan import Plan, make_plan
from products.importing.reading.reader import MOST_BYTES, read_rows
from products.importing.reading.rows import REFUSED, Finding
from products.models import CatalogueImport, Store, WaitingImport

MOST_ROWS_IN_ADMIN = 30_000
KEPT_FOR = timedelta(days=7)
# Measured (docs/importing.md): applying makes the plan again and writes it.
APPLYING_OVER_PLANNING = 7


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of the file would do, for people."""

    row: int
    outcome: str  # created, changed, unchanged or refused; "" for the file as a whole
    what: str
    findings: tuple[Finding, ...]


def keep(
    upload: IO[bytes], *, file_name: str, layout_name: str, store: Store, by: User, at: datetime
) -> WaitingImport:
    """Read the file, plan it and keep both. Raises RefusedError, with nothing kept."""
    WaitingImport.objects.filter(made_at__lt=at - KEPT_FOR).delete()
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileError(f"The file is larger than {MOST_BYTES // 1024**2} MB. Split it.")
    waiting = WaitingImport(
        file_name=file_name[:200],
        file_sha256=sha256(content).hexdigest(),
        content=compress(content),
        layout_name=layout_name,
        store=store,
        by=by,
        made_at=at,
    )
    _set_plan(waiting, *_timed_plan(waiting, content, at))
    waiting.save()
    return waiting


def remake(waiting: WaitingImport, *, at: datetime) -> bool:
    """Make the plan again; True if it differs from the one that was shown, and is stored anew."""
    shown = waiting.digest
    _set_plan(waiting, *_timed_plan(waiting, decompress(waiting.content), at))
    waiting.made_at = at
    waiting.save()
    return waiting.digest != shown


def apply(waiting: WaitingImport, *, by: User, at: datetime) -> CatalogueImport:
    """Carry out the plan that was shown, once.

    Raises GroundShiftedError where the catalogue has changed since; the new plan is stored then.
    """
    plan, seconds = _timed_plan(waiting, decompress(waiting.content), at)
    _claim(waiting)
    try:
        if plan.digest != waiting.digest:
            raise GroundShiftedError(_first_difference(plan, waiting))
        return apply_plan(plan, Source(waiting.file_name, waiting.file_sha256), by=by, at=at)
    except BaseException as why:
        if isinstance(why, GroundShiftedError):
            plan, seconds = _timed_plan(waiting, decompress(waiting.content), at)
        _set_plan(waiting, plan, seconds)
        waiting.made_at = at
        waiting.save(force_insert=True)
        raise


def lines(waiting: WaitingImport) -> list[Line]:
    return [
        Line(row, outcome, what, tuple(Finding(*finding) for finding in findings))
        for row, outcome, what, findings in loads(decompress(waiting.lines))
    ]


def expected_seconds(waiting: WaitingImport) -> int:
    """How long applying will take, by how long planning took on this machine."""
    return ceil(waiting.planned_in_seconds * APPLYING_OVER_PLANNING)


def _timed_plan(waiting: WaitingImport, content: bytes, at: datetime) -> tuple[Plan, float]:
    started = perf_counter()
    layout = find_layout(waiting.layout_name)
    try:
        sheet = read_rows(BytesIO(content), layout, most_rows=MOST_ROWS_IN_ADMIN)
    except TooManyRowsError as refusal:
        raise TooManyRowsError(_too_many(refusal.rows, waiting), rows=refusal.rows) from None
    today = at.astimezone(ZoneInfo(waiting.store.time_zone)).date()
    plan = make_plan(sheet, layout, waiting.store, today)
    tell_if_old(plan, waiting.file_sha256, header_row=sheet.header_row)
    return plan, perf_counter() - started


def _too_many(rows: int, waiting: WaitingImport) -> str:
    return (
        f"The file has {rows:,} rows; a page takes {MOST_ROWS_IN_ADMIN:,}. Import it on the server:"
        f" python manage.py import_catalogue FILE --layout {waiting.layout_name}"
        f" --store {waiting.store.slug} --apply"
    )


def _set_plan(waiting: WaitingImport, plan: Plan, seconds: float) -> None:
    waiting.digest, waiting.counts = plan.digest, plan.counts
    waiting.planned_in_seconds = seconds
    waiting.lines = compress(dumps(list(_as_kept(plan))).encode())


def _as_kept(plan: Plan) -> Iterator[list[Any]]:
    """A line for each row in the file's order, after one for the file as a whole."""
    if plan.of_the_file:
        yield [plan.of_the_file[0].row, "", "", [astuple(item) for item in plan.of_the_file]]
    names = plan.refused_names
    refused = [(item.row, REFUSED, names.get(item.row, ""), [item]) for item in plan.refused]
    planned = [(row.number, row.outcome, row.what, row.findings) for row in plan.rows]
    for row, outcome, what, findings in sorted([*refused, *planned], key=itemgetter(0)):
        yield [row, outcome, what, [astuple(finding) for finding in findings]]


def _claim(waiting: WaitingImport) -> None:
    """Of two who apply at once, one does."""
    there = WaitingImport.objects.filter(pk=waiting.pk)
    if not there.delete()[0]:
        raise RefusedError(
            "This plan was applied or discarded already. Look at the list of imports."
        )


def _first_difference(plan: Plan, waiting: WaitingImport) -> int:
    """The row at which the plans part, as far as people can see it."""
    now, then = list(_as_kept(plan)), loads(decompress(waiting.lines))
    parts = (new[0] for new, old in zip(now, then, strict=False) if dumps(new) != dumps(old))
    return next(parts, now[0][0] if now else 1)
