from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from recommendations.models import Draft

pytestmark = pytest.mark.django_db

DAY = timedelta(hours=24)


def test_command_deletes_drafts_untouched_for_more_than_a_day_and_says_how_many(now):
    for age in (3 * DAY, DAY + timedelta(seconds=1), DAY, timedelta(0)):
        Draft.objects.create(language="en", created_at=now - age, updated_at=now - age)
    out = StringIO()

    call_command("delete_stale_drafts", stdout=out)

    left = Draft.objects.order_by("updated_at").values_list("updated_at", flat=True)
    assert list(left) == [now - DAY, now]
    assert out.getvalue() == "Drafts deleted: 2.\n"
