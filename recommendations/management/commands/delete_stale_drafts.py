from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from herbology import throttle
from recommendations.questionnaire.coming_back import mailing
from recommendations.questionnaire.drafts import delete_stale


class Command(BaseCommand):
    help = (
        "Delete the drafts of answers that nobody has touched for a day, or whose code no longer "
        "works, the mails that codes went out with, and old counts of tries. For cron, every hour."
    )

    def handle(self, **options: Any) -> None:
        at = timezone.now()
        self.stdout.write(f"Drafts deleted: {delete_stale(at=at)}.")
        throttle.forget_old(at=at)
        mailing.forget_old(at=at)
