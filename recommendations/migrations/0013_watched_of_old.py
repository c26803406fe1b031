"""Submissions of before: which batches the patient's page has shown, when the patient was last told."""

from django.db import migrations
from django.db.models import Max


def fill(apps, schema_editor):
    submissions = apps.get_model("recommendations", "Submission").objects
    for submission in submissions.order_by("pk").iterator(chunk_size=200):
        first = submission.assessments.order_by("pk").first()
        at_once = first is not None and first.release == "now"
        submission.last_told_at = _last_told(apps, submission, at_once)
        submission.save(update_fields=["last_told_at"])
        submission.watched.set(_shown(apps, submission, {first.pk} if at_once else set()))


def _last_told(apps, submission, at_once):
    events = apps.get_model("recommendations", "DeskEvent").objects
    answered = events.filter(submission=submission, kind="answered").aggregate(at=Max("at"))["at"]
    decided = _reviews(apps, submission).aggregate(at=Max("at"))["at"]
    shown = submission.submitted_at if at_once else None
    return max(filter(None, (answered, decided, shown)), default=None)


def _shown(apps, submission, at_once):
    """All that a published assessment ever named: one too many is only looked at once more."""
    decided = _reviews(apps, submission).filter(decision="publish")
    published = at_once | set(decided.values_list("assessment", flat=True))
    return {
        batch
        for kind in ("Suggestion", "Amendment")
        for batch in apps.get_model("recommendations", kind)
        .objects.filter(assessment__in=published, batch__isnull=False)
        .values_list("batch", flat=True)
    }


def _reviews(apps, submission):
    reviews = apps.get_model("recommendations", "Review").objects
    return reviews.filter(assessment__submission=submission)


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0012_watched_batches")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
