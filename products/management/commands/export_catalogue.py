import os
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from herbology.csv_text import in_portions
from products.exporting.kinds import KINDS, Kind
from products.exporting.lines import lines
from products.management.stores import store_of
from products.models import Store


class Command(BaseCommand):
    help = f"Write a CSV file of one kind of records: {', '.join(KINDS)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=", ".join(KINDS))
        parser.add_argument("--store", metavar="SLUG", help="missing: every store")
        parser.add_argument("--output", metavar="FILE", help="missing: standard output")

    def handle(self, *_args: Any, **options: Any) -> None:
        kind = _kind(options["kind"])
        rows = kind.rows(_store(options["store"], kind))
        portions = in_portions(lines(kind, rows))
        try:
            if options["output"]:
                _write(Path(options["output"]), portions)
            else:
                for portion in portions:
                    self.stdout.write(portion, ending="")
        except OSError as error:
            where = options["output"] or "standard output"
            raise CommandError(f"{where}: cannot be written: {error.strerror}.") from None


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise CommandError(f"There is no export {name!r}. Exports: {', '.join(KINDS)}.")
    return KINDS[name]


def _store(slug: str | None, kind: Kind) -> Store | None:
    if slug is None:
        return None
    if not kind.store:
        of_stores = ", ".join(each.name for each in KINDS.values() if each.store)
        raise CommandError(f"{kind.name} belong to no store. --store narrows {of_stores}.")
    return store_of(slug)


def _write(path: Path, portions: Iterable[str]) -> None:
    """Under another name until it is whole, so that a file of this name always is."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with unfinished.open("x", encoding="utf-8", newline="") as file:
            file.writelines(portions)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
