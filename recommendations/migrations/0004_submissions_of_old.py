"""Submissions of before wait since they came; what somebody decided on is answered."""

from django.db import migrations
from django.db.models import F


def set_desk(apps, schema_editor):
    submissions = apps.get_model("recommendations", "Submission").objects
    submissions.update(waiting_since=F("submitted_at"))
    submissions.filter(assessments__reviews__isnull=False).update(desk_state="answered")


class Migration(migrations.Migration):
    dependencies = [("recommendations", "0003_desk_queue")]
    operations = [migrations.RunPython(set_desk, migrations.RunPython.noop)]
