from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone

from recommendations.models import Draft
from recommendations.questionnaire import drafts
from recommendations.questionnaire.pages import BY_KEY
from tests.recommendations.questionnaire.answering import TYPED, kept

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(timezone.datetime(2025, 11, 20, 9, 0))
DAY = timedelta(hours=24)
LATE = NOW + DAY + timedelta(seconds=1)
MEDICINES = {"medication_class": ["warfarin_vka"], "medication_other": "ginkgo biloba"}


@pytest.fixture
def session():
    return SessionStore()


def test_draft_is_found_again_by_its_session(session):
    draft = drafts.begin(session, at=NOW)

    assert drafts.of_session(session, at=NOW) == draft
    assert drafts.of_session(SessionStore(), at=NOW) is None


@pytest.mark.parametrize("name", ["notuuid", "", 7, None])
def test_broken_session_value_is_no_draft(session, name):
    session["draft"] = name

    found = drafts.of_session(session, at=NOW)
    drafts.forget(session)

    assert (found, dict(session.items())) == (None, {})


def test_draft_is_open_for_a_day_after_its_last_change(session):
    draft = drafts.begin(session, at=NOW - DAY)
    drafts.save_page(draft.pk, BY_KEY["start"], TYPED["start"], at=NOW)

    assert drafts.of_session(session, at=NOW + DAY) == draft


def test_draft_untouched_for_more_than_a_day_is_deleted_when_asked_for(session):
    drafts.begin(session, at=NOW)

    found = drafts.of_session(session, at=LATE)

    assert (found, Draft.objects.count()) == (None, 0)


def test_sent_draft_is_found_after_more_than_a_day(session):
    draft = drafts.begin(session, at=NOW)
    Draft.objects.update(submitted_at=NOW)

    assert drafts.of_session(session, at=LATE) == draft


def test_page_is_saved_beside_what_another_tab_saved(session):
    draft = drafts.begin(session, at=NOW)
    drafts.save_page(draft.pk, BY_KEY["where"], TYPED["where"], at=NOW)

    drafts.save_page(draft.pk, BY_KEY["start"], TYPED["start"], at=NOW + timedelta(minutes=1))

    draft.refresh_from_db()
    assert draft.data == {"pages": {"where": TYPED["where"], "start": TYPED["start"]}}
    assert draft.updated_at == NOW + timedelta(minutes=1)


def test_page_of_a_sent_draft_is_not_changed(session):
    draft = drafts.begin(session, at=NOW, pages=kept()["pages"])
    Draft.objects.update(submitted_at=NOW)

    with pytest.raises(drafts.DraftClosedError):
        drafts.save_page(draft.pk, BY_KEY["medicines"], MEDICINES, at=NOW)

    draft.refresh_from_db()
    assert draft.data == kept()


def test_page_of_a_deleted_draft_is_refused(session):
    draft = drafts.begin(session, at=NOW)
    Draft.objects.all().delete()

    with pytest.raises(drafts.DraftClosedError):
        drafts.save_page(draft.pk, BY_KEY["medicines"], MEDICINES, at=NOW)


def test_draft_at_rest_holds_no_plain_text(session):
    drafts.begin(session, at=NOW, pages={"medicines": MEDICINES})

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM recommendations_draft")
        row = " ".join(str(column) for column in cursor.fetchone())

    words = ("medicines", "medication_class", "warfarin_vka", "ginkgo")
    assert [word for word in words if word in row] == []


def test_session_holds_nothing_but_the_draft_s_id(session):
    draft = drafts.begin(session, at=NOW, pages={"medicines": MEDICINES})

    assert dict(session.items()) == {"draft": str(draft.pk)}


def test_beginning_deletes_drafts_untouched_for_more_than_a_day(session):
    for age in (LATE - NOW, DAY, timedelta(0)):
        changed = NOW - age
        Draft.objects.create(language="en", created_at=changed, updated_at=changed)

    drafts.begin(session, at=NOW)

    left = Draft.objects.order_by("updated_at").values_list("updated_at", flat=True)
    assert list(left) == [NOW - DAY, NOW, NOW]


def test_forgetting_deletes_what_was_not_sent(session):
    drafts.begin(session, at=NOW)

    drafts.forget(session)

    assert (Draft.objects.count(), drafts.of_session(session, at=NOW)) == (0, None)


def test_forgetting_a_sent_draft_only_lets_go_of_it(session):
    drafts.begin(session, at=NOW)
    Draft.objects.update(submitted_at=NOW)

    drafts.forget(session)

    assert (Draft.objects.count(), drafts.of_session(session, at=NOW)) == (1, None)
