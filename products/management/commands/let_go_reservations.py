from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from products import stock


class Command(BaseCommand):
    help = "Tidy up reservations whose time has passed. Nothing that is read or sold waits for it."

    def handle(self, **_options: Any) -> None:
        lapsed = stock.let_go_all_lapsed(at=timezone.now())
        self.stdout.write(f"Reservations: {lapsed} lapsed.")
