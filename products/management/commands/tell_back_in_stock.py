from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from products.waiting_list import forget_old, tell_all


class Command(BaseCommand):
    help = (
        "Tell those who asked for it that a product can be had again, and forget them and whoever "
        "has not confirmed. Run it every few minutes."
    )

    def handle(self, **_options: Any) -> None:
        at = timezone.now()
        forgotten, done = forget_old(at=at), tell_all(at=at)
        self.stdout.write(f"Back in stock: {done.told} told, {forgotten} forgotten.")
        if done.unreadable:
            self.stderr.write(
                f"{done.unreadable} addresses cannot be read: no key in HEALTH_DATA_KEYS opens "
                "them. Add the key that they were encrypted with to the end of the list."
            )
