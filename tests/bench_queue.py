"""How long the counselor's queue takes with 10,000 submissions that name three of 1,000 batches each.

`python -m tests.bench_queue` fills a throw-away SQLite database,
`.ci/with-postgresql python -m tests.bench_queue` a throw-away PostgreSQL. With BENCH_RECALLED=10
BENCH_GONE_ONE_IN=4 in front of it hundreds come back, as after a large recall that nobody dealt with.
"""

# ruff: noqa: I001
import os
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests import bench_lists  # first: it chooses the database

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from herbology.statistics import renew_statistics
from products.models import Batch
from recommendations.desk.targets import TARGET_MINUTES
from recommendations.models import Submission
from tests import bench_fill
from tests.recommendations.questionnaire.answering import ANSWERS, TYPED

USUAL = {"BENCH_RECALLED": 2, "BENCH_GONE_ONE_IN": 10}
SUBMISSIONS, PRODUCTS = 10_000, 200
# Of the 1,000 batches so many are recalled, and of the rest one in so many is gone.
RECALLED, GONE_ONE_IN = (int(os.environ.get(name, usual)) for name, usual in USUAL.items())
TRANSCRIPT = [
    {"question": f"How is it with {key}?", "answer": [str(ANSWERS[key])]} for key in ANSWERS
]
MINUTES = 365 * 24 * 60  # within which they came
QUEUE = "/admin/recommendations/submission/"
QUERIES = ("", "tab=mine", "tab=answered", "tab=closed", "tab=all", "tab=all&p=100", "overdue=yes")


def main() -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = False, ["localhost"]
    call_command("migrate", verbosity=0)
    now = timezone.now()
    bench_fill.fill(now, products=PRODUCTS)
    _tidy(now)
    user = User.objects.create(username="b", is_staff=True, is_superuser=True)
    _fill(now, user)
    renew_statistics("products", "recommendations")
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    for query in QUERIES:
        bench_lists.report(client, f"{QUEUE}?{query}")


def _tidy(now: datetime) -> None:
    """Bench_fill's shelf is a mess: most of it is put in order."""
    recalled = Batch.objects.filter(state=Batch.State.RECALLED).values_list("pk", flat=True)
    Batch.objects.filter(pk__in=list(recalled)[RECALLED:]).update(state=Batch.State.RELEASED)
    for batch in Batch.objects.exclude(state=Batch.State.RECALLED):
        if batch.pk % GONE_ONE_IN:
            batch.state, batch.expires_on = "released", now.date() + timedelta(days=200)
            batch.on_hand, batch.chemotype, batch.within_bounds = 60, "II", True
            batch.panels_outcome = "passed"
            batch.save()


def _fill(now: datetime, user: User) -> None:
    """Spread over a year: nearly all of the last day are new, most of long ago closed."""
    chance = Random(1)
    made = Submission.objects.bulk_create(_submissions(chance, now, user), batch_size=500)
    batches = list(Batch.objects.values_list("pk", flat=True))
    for named in (Submission.advised.through, Submission.watched.through):
        named.objects.bulk_create(
            (
                named(submission_id=each.pk, batch_id=batch)
                for each in made
                for batch in Random(each.reference).sample(batches, 3)
            ),
            batch_size=2_000,
        )


def _submissions(chance: Random, now: datetime, user: User) -> Iterator[Submission]:
    for n in range(SUBMISSIONS):
        minutes = chance.randrange(MINUTES)
        came, state = now - timedelta(minutes=minutes), _desk_state(chance, minutes)
        mine = state == "new" and n % 10 == 0
        answered = None if state == "new" else min(came + timedelta(hours=4), now)
        yield Submission(
            draft_id=uuid.UUID(int=n),
            reference=f"R{n:08}",
            state="published",
            desk_state=state,
            disposition=chance.choice(list(TARGET_MINUTES)),
            category="ms_spasticity",
            language="en",
            submitted_at=came,
            waiting_since=came,
            first_answered_at=answered,
            last_told_at=answered,
            claimed_by=user if mine else None,
            claimed_at=now if mine else None,
            questionnaire_version="1",
            consent_version="1",
            answers=ANSWERS,
            transcript=TRANSCRIPT,
            contact=TYPED["contact"],
        )


def _desk_state(chance: Random, minutes: int) -> str:
    if minutes < 2 * 24 * 60:
        return chance.choice(("new", "new", "new", "with_patient"))
    return chance.choice(("with_patient", "answered", "answered", "closed", "closed", "closed"))


if __name__ == "__main__":
    main()
