"""The queue: tabs, numbers, order, columns, filters and the notice of new work."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from products.models import Store
from recommendations.desk.claims import CLAIM_LASTS, claim
from recommendations.models import Submission
from tests.recommendations.builders import NOW, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LIST = reverse("admin:recommendations_submission_changelist")
NEWS = reverse("admin:recommendations_submission_news")
MINUTE = timedelta(minutes=1)
TABS = ("new", "mine", "others", "with_patient", "answered", "closed", "all")


def ago(minutes):
    return NOW - minutes * MINUTE


@pytest.fixture
def counselor(client):
    user = User.objects.create_user("counselor", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    client.force_login(user)
    return user


@pytest.fixture
def robin():
    return User.objects.create_user("robin", first_name="Robin", last_name="Example")


@pytest.fixture
def people(counselor, robin):
    return counselor, robin


def listed(client, **query):
    page = client.get(LIST, query)
    return [submission.reference for submission in page.context["cl"].result_list]


def make_one_under_each_tab(counselor, robin, numbers=("",)):
    for number in numbers:
        make_submission(f"NEW{number}")
        make_submission(f"LAPSED{number}", claimed_by=robin, claimed_at=NOW - CLAIM_LASTS)
        make_submission(f"MINE{number}", claimed_by=counselor, claimed_at=ago(29))
        make_submission(f"OTHERS{number}", claimed_by=robin, claimed_at=NOW)
        make_submission(f"ASKED{number}", desk_state="with_patient")
        make_submission(
            f"DONE{number}", desk_state="answered", claimed_by=counselor, claimed_at=NOW
        )
        make_submission(f"CLOSED{number}", desk_state="closed")


@pytest.mark.parametrize(
    ("tab", "references"),
    [
        ("", ["NEW", "LAPSED"]),
        ("nonsense", ["NEW", "LAPSED"]),
        ("new", ["NEW", "LAPSED"]),
        ("mine", ["MINE"]),
        ("others", ["OTHERS"]),
        ("with_patient", ["ASKED"]),
        ("answered", ["DONE"]),
        ("closed", ["CLOSED"]),
        ("all", ["NEW", "LAPSED", "MINE", "OTHERS", "ASKED", "DONE", "CLOSED"]),
    ],
)
def test_tab_shows_its_submissions(client, counselor, robin, tab, references):
    make_one_under_each_tab(counselor, robin)

    assert listed(client, tab=tab) == references


def test_every_submission_stands_under_one_tab_and_all_of_them_are_counted(
    client, counselor, robin
):
    make_one_under_each_tab(counselor, robin)

    numbers = client.get(LIST).context["cl"].numbers

    assert [numbers[tab] for tab in TABS] == [2, 1, 1, 1, 1, 1, 7]


def test_summary_says_what_is_new_overdue_mine_and_to_be_called(client, counselor, robin):
    make_one_under_each_tab(counselor, robin)
    make_submission("LATE", disposition="emergency", waiting_since=ago(16))
    make_submission("CALL", disposition="emergency", call={}, call_requested_at=NOW)

    summary = client.get(LIST).context["cl"].summary()

    assert summary == "4 new, 1 overdue, 1 mine, 1 with others, 1 urgent call to make"


def test_order_is_urgent_call_then_disposition_then_longest_wait(client, counselor):
    def make(reference, disposition, minutes, **values):
        values = {"waiting_since": ago(minutes), "disposition": disposition, **values}
        make_submission(reference, **values)

    asked = {"call": {}, "call_requested_at": ago(5)}
    make("STANDARD", "standard", 900)
    make("SOON", "see_doctor_soon", 10)
    make("REV-LATE", "counselor_review", 500)
    make("REVIEW", "counselor_review", 20)
    make("EMERGENCY", "emergency", 3)
    make("CALLED", "emergency", 2, called_at=ago(1), **asked)
    make("CALL-OLD", "urgent_same_day", 1, called_at=ago(6), **asked)
    make("REV-CALL", "counselor_review", 400, **asked)
    make("UNKNOWN", "something_of_old", 9000)

    assert listed(client) == [
        "CALL-OLD",
        "EMERGENCY",
        "CALLED",
        "SOON",
        "REV-LATE",
        "REV-CALL",
        "REVIEW",
        "STANDARD",
        "UNKNOWN",
    ]


def test_what_is_done_shows_the_latest_first(client, counselor):
    make_submission("OLD", desk_state="closed", waiting_since=ago(90), disposition="emergency")
    make_submission("LATEST", desk_state="closed", waiting_since=ago(9))

    assert listed(client, tab="closed") == ["LATEST", "OLD"]


def test_search_looks_under_every_tab(client, counselor, robin):
    make_one_under_each_tab(counselor, robin)

    assert (listed(client, q="CLOSED"), listed(client, q="CLOSED", tab="new")) == (["CLOSED"], [])


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("disposition", "emergency"),
        ("category", "task_dystonia"),
        ("overdue", "yes"),
    ],
)
def test_filter_narrows_the_queue_and_its_numbers(client, counselor, parameter, value):
    make_submission(
        "FIND", disposition="emergency", category="task_dystonia", waiting_since=ago(16)
    )
    make_submission("ELSE")

    changelist = client.get(LIST, {parameter: value}).context["cl"]

    found = [submission.reference for submission in changelist.result_list]
    assert (found, changelist.numbers["new"]) == (["FIND"], 1)


def test_queue_is_filtered_by_store(client, counselor):
    store = Store.objects.create(slug="elm", name="Elm", time_zone="UTC")
    make_submission("FIND", store=store)
    make_submission("ELSE")

    assert listed(client, store__id__exact=store.pk) == ["FIND"]


def test_queue_is_filtered_by_who_worked_on_it(client, counselor, robin):
    worked_on = make_submission("FIND")
    make_submission("ELSE")
    claim(submission=worked_on, by=robin, at=NOW - CLAIM_LASTS)

    found = [listed(client, counselor=user.pk) for user in (robin, counselor)]

    assert found == [["FIND"], []]


def test_columns_say_how_it_stands_in_words(client, counselor, robin):
    make_submission(
        "FIND",
        disposition="urgent_same_day",
        waiting_since=ago(130),
        claimed_by=robin,
        claimed_at=NOW,
        call={},
        call_requested_at=NOW,
    )

    page = " ".join(client.get(LIST, {"tab": "others"}).content.decode().split())

    for expected in (
        "Urgent, the same day",
        "Stiffness or spasms with multiple sclerosis (MS)",
        '<strong class="overdue">Overdue</strong><br>2 h 10 min, target 1 h',
        "Robin Example",
        "<strong>wanted</strong>",
        "Patient&#x27;s page: </span>waiting",
    ):
        assert expected in page


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("tab", TABS)
def test_queue_query_count(client, people, django_assert_num_queries, tab, number):
    make_one_under_each_tab(*people, numbers=range(number))

    with django_assert_num_queries(12):
        client.get(LIST, {"tab": tab})


def test_news_counts_what_came_after_the_page_was_opened(client, counselor, robin):
    make_submission("BEFORE", waiting_since=ago(5))
    make_submission("AFTER", waiting_since=ago(3))
    make_submission("ASKS", waiting_since=ago(5), call={}, call_requested_at=ago(3))
    make_submission("ANSWERED", waiting_since=ago(3), desk_state="answered")

    news = client.get(NEWS, {"since": ago(4).isoformat()}).json()

    assert news == {"new": 2, "text": "2 new since you opened this page: show them"}


@pytest.mark.parametrize("since", ["", "yesterday", "2026-02-30T10:00:00Z", "2026-11-22T10:00:00"])
def test_news_since_no_time_is_refused(client, counselor, since):
    response = client.get(NEWS, {"since": since})

    assert (response.status_code, response.json()) == (
        400,
        {"error": "since: not a time with its zone"},
    )


def test_news_are_for_those_who_may_see_submissions(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("clerk", is_staff=True))

    assert client.get(NEWS, {"since": NOW.isoformat()}).status_code == 403


def test_nothing_new_is_said_as_none(client, counselor):
    assert client.get(NEWS, {"since": NOW.isoformat()}).json()["new"] == 0
    assert Submission.objects.count() == 0
