import uuid
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from herbology import outbox
from herbology.outbox import OutgoingMail
from recommendations.models import Draft
from recommendations.questionnaire.coming_back import codes
from recommendations.questionnaire.coming_back.mailing import send_code

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


def test_command_forgets_the_mails_of_codes_a_day_after_they_left(now):
    for age in (DAY + timedelta(seconds=1), DAY - timedelta(seconds=1)):
        draft_id, at = uuid.uuid4(), now - age
        code = codes.give(draft_id, codes.Opens.DRAFT, at=at)
        send_code(code, draft_id=draft_id, to="sam@example.com", enter_at="x", client="c", at=at)
    outbox.put(key="low-stock/1/0", to="a@example.com", subject="A", body="B", at=now - 2 * DAY)
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT, attempts=1, sent_at=now)

    call_command("delete_stale_drafts", stdout=StringIO())

    assert OutgoingMail.objects.count() == 2
