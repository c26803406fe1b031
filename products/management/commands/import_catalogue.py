import json
from argparse import ArgumentParser
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from products.importing.again import tell_if_old
from products.importing.apply import Source, apply_plan
from products.importing.errors import FileError, GroundShiftedError, RefusedError
from products.importing.layout.known import find_layout
from products.importing.plan import Plan, make_plan
from products.importing.reading.reader import MOST_BYTES, Sheet, read_rows
from products.importing.report import as_json, as_lines
from products.importing.undo.whole import undo_import
from products.management.stores import store_of
from products.models import CatalogueImport, Store

ROWS_WORTH_WATCHING = 2_000


class Command(BaseCommand):
    help = "Show what a catalogue file would change; carry it out with --apply, undo with --undo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE")
        parser.add_argument("--layout", metavar="NAME_OR_PATH")
        parser.add_argument("--store", metavar="SLUG", help="missing: the first by slug")
        parser.add_argument("--apply", action="store_true", help="carry the plan out")
        parser.add_argument("--undo", type=int, metavar="ID", help="take an applied import back")
        parser.add_argument("--json", action="store_true", help="print JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            if options["undo"] is not None:
                self._undo(options, now)
            else:
                self._import(options, now)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from None

    def _undo(self, options: dict[str, Any], now: datetime) -> None:
        if options["file"] or options["apply"]:
            raise CommandError("--undo takes the number of an import and no file.")
        record = undo_import(options["undo"], by=None, at=now)
        if options["json"]:
            counts, findings = record.counts, record.findings
            self._print_json({"import": record.pk, "counts": counts, "findings": findings})
        else:
            self.stdout.write(f"Import {record.pk} ({record.file_name}) is undone.")

    def _import(self, options: dict[str, Any], now: datetime) -> None:
        if not options["file"] or not options["layout"]:
            raise CommandError("Name the file and its --layout, or an import to --undo.")
        layout = find_layout(options["layout"])
        path = Path(options["file"])
        data = _read(path)
        sheet = read_rows(data, layout)
        store = _store(options["store"])
        today = now.astimezone(ZoneInfo(store.time_zone)).date()
        plan = make_plan(sheet, layout, store, today, self._progress)
        digest = sha256(data).hexdigest()
        tell_if_old(plan, digest, header_row=sheet.header_row)
        import_id = None
        if options["apply"]:
            source = Source(path.name, digest)
            plan, record = self._apply(plan, sheet, source, now)
            import_id = record.pk
        self._tell(plan, import_id, as_data=options["json"])

    def _apply(
        self, plan: Plan, sheet: Sheet, source: Source, now: datetime
    ) -> tuple[Plan, CatalogueImport]:
        """Where the ground has shifted the plan is made again, once, and carried out."""
        try:
            return plan, apply_plan(plan, source, by=None, at=now, progress=self._progress)
        except GroundShiftedError:
            self.stderr.write("The catalogue changed meanwhile; the plan is made again.")
            plan = make_plan(sheet, plan.layout, plan.store, plan.today, self._progress)
            return plan, apply_plan(plan, source, by=None, at=now, progress=self._progress)

    def _progress(self, what: str, done: int, total: int) -> None:
        """On stderr, so that stdout stays the plan; in place on a terminal."""
        if total < ROWS_WORTH_WATCHING:
            return
        in_place = self.stderr.isatty() and done < total
        self.stderr.write(f"{what}: {done} of {total} rows", ending="\r" if in_place else "\n")

    def _tell(self, plan: Plan, import_id: int | None, *, as_data: bool) -> None:
        if as_data:
            self._print_json(as_json(plan, import_id))
            return
        lines = list(as_lines(plan))
        done = f"Applied as import {import_id}. To take it back: --undo {import_id}"
        lines.append(done if import_id else "Nothing was changed. To carry it out: --apply")
        self.stdout.write("\n".join(lines))

    def _print_json(self, data: dict[str, Any]) -> None:
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=1))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FileError(f"{path}: larger than {MOST_BYTES // 1024**2} MB. Split the file.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: cannot be read: {error.strerror}.") from None


def _store(slug: str | None) -> Store:
    store = store_of(slug) if slug else Store.objects.order_by("slug").first()
    if store is None:
        raise CommandError("There is no store yet. Add one in the admin, then import.")
    return store
