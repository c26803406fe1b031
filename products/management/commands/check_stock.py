"""Time passing crosses limits without anybody doing anything, so this runs once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from products import alerts


class Command(BaseCommand):
    help = (
        "Raise the alerts for what is low or near its expiry, and clear those that no longer"
        " hold. A second time on one day changes nothing. For cron, every morning."
    )

    def handle(self, **_options: Any) -> None:
        counts = alerts.watch_all(at=timezone.now())
        self.stdout.write(
            f"Stock checked: {counts.low_stock} low, {counts.expiry} near expiry or expired,"
            f" {counts.cleared} alerts cleared."
        )
