from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recommendations.questionnaire.drafts import delete_stale


class Command(BaseCommand):
    help = "Delete the drafts of answers that nobody has touched for a day. For cron, every hour."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"Drafts deleted: {delete_stale(at=timezone.now())}.")
