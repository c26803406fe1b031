import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group

from herbology.models import AuditEntry

pytestmark = pytest.mark.django_db

LIST = "/admin/herbology/auditentry/"
AT = datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.fixture
def manager(client, django_user_model):
    user = django_user_model.objects.create_user("mia", is_staff=True)
    user.groups.add(Group.objects.get(name="managers"))
    client.force_login(user)
    return client


def entry(**facts):
    return AuditEntry.objects.create(
        **{
            "at": AT,
            "username": "sam",
            "action": "viewed",
            "model": "recommendations.submission",
            "key": "7",
            "text": "ABCD-2345",
            "path": "/admin/recommendations/submission/7/change/",
            "method": "GET",
            "status": 200,
            **facts,
        }
    )


def found(client, **query):
    return [each.text for each in client.get(LIST, query).context["cl"].result_list]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    rows, manager, django_assert_num_queries
):
    AuditEntry.objects.bulk_create(
        AuditEntry(at=AT, action="listed", username=str(row)) for row in range(rows)
    )

    with django_assert_num_queries(8):
        page = manager.get(LIST, {"day": "2026-11-20"})

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ({"action__exact": "exported"}, ["export"]),
        ({"model": "products.batch"}, ["B-1"]),
        ({"day": "2026-11-21"}, ["late"]),
        ({"day": "yesterday"}, []),
        ({"q": "2026-11-21"}, ["late"]),
        ({"q": "abcd-2345"}, ["ABCD-2345"]),
    ],
)
def test_list_is_narrowed(manager, query, texts):
    entry()
    entry(text="export", action="exported")
    entry(text="B-1", model="products.batch")
    entry(text="late", at=datetime(2026, 11, 22, 4, 59, tzinfo=UTC))  # 23:59 in New York

    assert found(manager, **query) == texts


def test_list_is_narrowed_to_a_person(manager, django_user_model):
    mia = django_user_model.objects.get()
    entry(by=mia, text="hers")
    entry()

    assert found(manager, by__id__exact=mia.pk, day="2026-11-20") == ["hers"]


def test_export_holds_what_the_list_shows_and_no_formula(manager):
    entry(username="@sam")
    entry(action="listed")

    answer = manager.get(f"{LIST}export/", {"action__exact": "viewed"})

    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    (line,) = csv.DictReader(StringIO(text))
    assert line == {
        "at": "2026-11-20T12:00:00-05:00",
        "username": "'@sam",
        "action": "viewed",
        "model": "recommendations.submission",
        "key": "7",
        "text": "ABCD-2345",
        "path": "/admin/recommendations/submission/7/change/",
        "method": "GET",
        "status": "200",
    }
    assert AuditEntry.objects.filter(action="exported").count() == 1


def test_export_of_a_filter_that_does_not_exist_leads_back_to_the_list(manager):
    assert manager.get(f"{LIST}export/", {"nonsense": "1"}).status_code == 302


def test_entry_of_a_model_that_is_no_more_can_be_read(manager):
    entry(model="products.gone")

    assert "products.gone" in manager.get(LIST).content.decode()
