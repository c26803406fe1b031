"""Submissions of before: whose they are, which batches they name, when they were first answered."""

from django.db import migrations
from django.db.models import Max, Min

from recommendations.patients import hash_of


def fill(apps, schema_editor):
    model = apps.get_model("recommendations", "Submission")
    for submission in model.objects.order_by("pk").iterator(chunk_size=200):
        submission.patient_hash = hash_of(submission.contact.get("email"))
        submission.first_answered_at = _first_answer(apps, submission)
        submission.save(update_fields=["patient_hash", "first_answered_at"])
        submission.advised.set(_named(apps, submission))


def _first_answer(apps, submission):
    events = apps.get_model("recommendations", "DeskEvent").objects
    reviews = apps.get_model("recommendations", "Review").objects
    answered = events.filter(submission=submission, kind="answered").aggregate(at=Min("at"))
    decided = reviews.filter(assessment__submission=submission).aggregate(at=Min("at"))
    return min(filter(None, (answered["at"], decided["at"])), default=None)


def _named(apps, submission):
    suggestions = apps.get_model("recommendations", "Suggestion").objects
    mine = suggestions.filter(assessment__submission=submission)
    newest = mine.aggregate(newest=Max("assessment"))["newest"]
    return set(mine.filter(assessment=newest).values_list("batch", flat=True))


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0006_review_and_messages")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
