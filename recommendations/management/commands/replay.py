from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from recommendations.models import Submission
from recommendations.replay import differences


class Command(BaseCommand):
    help = "Recompute a stored submission with the rules of its day and say whether it is the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reference", help="the submission's reference, such as ABCD-2345")

    def handle(self, *, reference: str, **options: Any) -> None:
        submission = Submission.objects.filter(reference=reference.strip().upper()).first()
        if submission is None:
            raise CommandError(f"{reference}: no submission has this reference.", returncode=2)
        found = differences(submission)
        if found:
            raise CommandError(f"{submission}: not the same: {'; '.join(found)}.")
        self.stdout.write(f"{submission}: the same.")
