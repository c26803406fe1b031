"""Proves every balance from its movements, and names what drifts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from products.balances import Drift, drifts, mend
from products.reading import plain

ADVICE = (
    "Somebody wrote to the database past the ledger: find out who. Then run it with --mend and"
    " count those batches. What promises more than is there needs a reservation cancelled first."
)


class Command(BaseCommand):
    help = (
        "Adds up every batch's movements and active reservations and names each batch that holds"
        " something else. Exit code 1 where one does."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--mend",
            action="store_true",
            help="set what drifts to what its movements and reservations add up to; count after it",
        )

    def handle(self, *, mend: bool, **_options: Any) -> None:
        mended = self._mend() if mend else 0
        found = list(drifts())
        for drift in found:
            self.stdout.write(said(drift))
        if found:
            raise CommandError(f"{len(found)} batches drift. {ADVICE}")
        self.stdout.write(f"Every balance is what its movements add up to. {mended} mended.")

    def _mend(self) -> int:
        done = mend(at=timezone.now())
        for drift in done:
            self.stdout.write(f"mended: {said(drift)}")
        return len(done)


def said(drift: Drift) -> str:
    return (
        f"{drift.batch.number} ({drift.batch.product}, {drift.batch.store}):"
        f" on hand {plain(drift.on_hand)}, movements say {plain(drift.moved)};"
        f" reserved {plain(drift.reserved)}, reservations say {plain(drift.promised)}"
    )
