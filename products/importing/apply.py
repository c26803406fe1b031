"""Carries a plan out: all of it, or nothing. What a failing portion leaves is taken back."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from herbology.statistics import renew_statistics
from products import stock
from products.importing.errors import (
    GroundShiftedError,
    RefusedError,
    RowRefusedError,
    UndoError,
)
from products.importing.kinds import Application, PlannedLine
from products.importing.plan import Plan, Progress, silent
from products.importing.portions import in_portions, rows_at_once, taking_turns
from products.importing.registry import kind_of
from products.importing.undo.whole import undo_import
from products.models import CatalogueImport
from products.potency import PotencyError

MANY_ROWS = 1_000  # a shelf several times as large as before, at worst


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a plan was made from."""

    file_name: str
    sha256: str


def apply_plan(
    plan: Plan, source: Source, *, by: User | None, at: datetime, progress: Progress = silent
) -> CatalogueImport:
    """Raises GroundShiftedError, with nothing imported, where the plan is no longer true."""
    most = rows_at_once()
    whole: AbstractContextManager[None] = transaction.atomic() if most is None else nullcontext()
    with whole:
        to = Application(_record(plan, source, by, at), plan.layout, by, at)
        try:
            _write_all(plan, to, most, progress)
        except BaseException:
            if most is not None:
                _take_back(to)
            raise
        to.record.finished_at = at
        to.record.save(update_fields=["finished_at"])
    if len(plan.rows) >= MANY_ROWS:
        renew_statistics("products")
    return to.record


def _write_all(plan: Plan, to: Application, most: int | None, progress: Progress) -> None:
    rows, done = [row for row in plan.rows if row.writes], 0
    for portion in taking_turns(in_portions(((row.said.key, row) for row in rows), most)):
        with transaction.atomic():
            _write(portion, plan, to)
        done += len(portion)
        progress("applying", done, len(rows))


def _write(shown: Sequence[PlannedLine], plan: Plan, to: Application) -> None:
    """The plan of these rows is made again under the lock, and must be the one that was shown."""
    kind, said_rows = kind_of(plan.layout), [line.said for line in shown]
    if not CatalogueImport.objects.filter(pk=to.record.pk, undone_at=None).exists():
        raise RefusedError("Somebody took this import back while it was being applied.")
    kind.lock(said_rows, plan.store)
    planner = kind.planner(said_rows, plan.layout, plan.store, plan.today)
    try:
        fresh = [planner.plan(said) for said in said_rows]
    except RowRefusedError:
        raise GroundShiftedError(shown[0].number) from None
    for now, then in zip(fresh, shown, strict=True):
        if now.fingerprint != then.fingerprint:
            raise GroundShiftedError(then.number)
    try:
        kind.write(fresh, to)
    except (IntegrityError, stock.StockError, PotencyError):
        # What cannot be locked, because it was not there: somebody has made it since.
        raise GroundShiftedError(shown[0].number) from None


def _take_back(to: Application) -> None:
    """What earlier portions wrote. An import without any row leaves no trace."""
    if not to.record.rows.exists():
        to.record.delete()
        return
    try:
        undo_import(to.record.pk, by=to.by, at=to.at)
    except UndoError as stuck:
        raise UndoError(
            f"Import {to.record.pk} stopped half-way and could not be taken back by itself: {stuck}"
        ) from stuck


def _record(plan: Plan, source: Source, by: User | None, at: datetime) -> CatalogueImport:
    return CatalogueImport.objects.create(
        file_name=source.file_name[:200],
        file_sha256=source.sha256,
        layout_name=plan.layout.name,
        store=plan.store,
        by=by,
        applied_at=at,
        counts=plan.counts,
        findings=[finding.as_json() for finding in plan.findings],
    )
