"""What comes back to the queue because it can no longer be had: which, where, in what order and words."""

from datetime import timedelta
from itertools import product

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from products import stock
from products.models import StateChange
from recommendations.desk import came_back, queue
from recommendations.desk.came_back import LOOKED_AFTER, on_the_list
from recommendations.models import Submission
from tests.products import make
from tests.recommendations.builders import GONE, NOW, make_submission, take_away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LIST = reverse("admin:recommendations_submission_changelist")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def counselor(client):
    user = User.objects.create_user("counselor", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    client.force_login(user)
    return user


@pytest.fixture
def batch():
    return make.batch()


def told(batch, reference="BACK", *, minutes=60, **values):
    """A submission whose page has shown the batch."""
    ordinary = {"state": "published", "desk_state": "answered"}
    told_at = {"last_told_at": NOW - minutes * MINUTE}
    submission = make_submission(reference, **ordinary | told_at | values)
    submission.advised.add(batch)
    submission.watched.add(batch)
    return submission


def listed(client, **query):
    page = client.get(LIST, query)
    return [submission.reference for submission in page.context["cl"].result_list]


def text_of(client, **query):
    return " ".join(client.get(LIST, query).content.decode().split())


@pytest.mark.parametrize("why", GONE)
@pytest.mark.parametrize("desk_state", ["answered", "with_patient"])
def test_what_was_told_lately_comes_back_when_it_is_gone(client, counselor, batch, desk_state, why):
    told(batch, desk_state=desk_state)
    before = listed(client)

    take_away(batch, why)

    assert (before, listed(client)) == ([], ["BACK"])


@pytest.mark.parametrize(
    "values",
    [
        {"desk_state": "closed"},
        {"state": "withheld"},
        {"state": "waiting"},
        {"withdrawn_at": NOW},
        {"last_told_at": NOW - LOOKED_AFTER},
        {"last_told_at": None},
    ],
)
def test_only_a_recall_brings_back_what_is_done_with(client, counselor, batch, values):
    told(batch, **values)

    take_away(batch)
    when_sold_out = listed(client)
    take_away(batch, "recalled")

    assert (when_sold_out, listed(client)) == ([], ["BACK"])


def test_recall_brings_back_what_the_page_showed_before(client, counselor, batch):
    submission = told(batch, desk_state="closed")
    submission.advised.set([make.batch()])

    take_away(batch, "recalled")

    assert listed(client) == ["BACK"]


def test_recall_of_what_no_page_showed_brings_nothing_back(client, counselor, batch):
    told(batch, desk_state="closed").watched.clear()

    take_away(batch, "recalled")

    assert listed(client) == []


def test_each_stands_under_one_tab_and_is_counted_there(client, counselor, batch):
    robin, held = User.objects.create_user("robin"), {"claimed_at": NOW}
    told(batch, "FREE")
    told(batch, "MINE", claimed_by=counselor, **held)
    told(batch, "OTHERS", claimed_by=robin, desk_state="with_patient", **held)
    told(batch, "CLOSED", desk_state="closed")
    take_away(batch)

    numbers = client.get(LIST).context["cl"].numbers

    tabs = {name: listed(client, tab=name) for name in queue.TABS}
    assert tabs == {
        "new": ["FREE"],
        "mine": ["MINE"],
        "others": ["OTHERS"],
        "with_patient": [],
        "answered": [],
        "closed": ["CLOSED"],
        "all": ["FREE", "MINE", "OTHERS", "CLOSED"],
    }
    assert {name: numbers[name] for name in tabs} == {name: len(tabs[name]) for name in tabs}


def test_summary_says_how_many_came_back_and_their_old_waiting_time_is_not_overdue(
    client, counselor, batch
):
    make_submission("NEW")
    told(batch, waiting_since=NOW - timedelta(days=20))
    take_away(batch)

    summary = client.get(LIST).context["cl"].summary()

    assert summary == "2 new, 0 overdue, 0 mine, 0 with others, 1 came back"


def test_recalls_stand_behind_urgent_calls_and_the_rest_behind_those_without_an_answer(
    client, counselor, batch
):
    sold_out, standard = make.batch(), {"disposition": "standard"}
    told(batch, "RECALLED", **standard)
    told(batch, "RECALL-2", desk_state="new", **standard, waiting_since=NOW + MINUTE)
    told(sold_out, "SOLD-OUT", **standard, waiting_since=NOW - timedelta(days=9))
    make_submission("STANDARD", **standard)
    make_submission("EMERGENCY", disposition="emergency")
    make_submission("CALL", disposition="emergency", call={}, call_requested_at=NOW)
    take_away(batch, "recalled")
    take_away(sold_out)

    order = ["CALL", "RECALL-2", "RECALLED", "EMERGENCY", "STANDARD", "SOLD-OUT"]
    assert (listed(client), listed(client, tab="all")) == (order, order)


@pytest.mark.parametrize(
    ("desk_state", "why", "said"),
    [
        ("answered", "sold_out", '"came-back">Came back: sold out<'),
        ("answered", "expired", '"came-back">Came back: expired<'),
        ("closed", "recalled", '"came-back alarm">Came back: recalled<'),
        ("new", "sold_out", '"came-back">Suggestion gone: sold out<'),
    ],
)
def test_row_says_why(client, counselor, desk_state, why, said):
    told(batch := make.batch(), desk_state=desk_state)
    take_away(batch, why)

    assert f"<strong class={said}/strong>" in text_of(client)


def test_row_names_each_reason_once_the_gravest_first(client, counselor):
    batches = {why: make.batch() for why in ("sold_out", "recalled", "expired")}
    submission = told(make.batch())
    submission.advised.add(*batches.values(), make.batch(quantity="0"))
    for why, batch in batches.items():
        take_away(batch, why)

    assert "Came back: recalled, expired, sold out<" in text_of(client)


def test_what_is_new_is_marked_whatever_its_page_shows(client, counselor, batch):
    told(batch, desk_state="new", state="waiting", last_told_at=None)
    take_away(batch)

    changelist = client.get(LIST).context["cl"]

    assert "Suggestion gone: sold out" in text_of(client)
    assert (changelist.numbers["new"], changelist.numbers["came_back"]) == (1, 0)


@pytest.mark.parametrize(
    ("asked", "found"), [("yes", ["RECALLED", "SOLD-OUT"]), ("recalled", ["RECALLED"])]
)
def test_queue_is_filtered_by_what_came_back(client, counselor, batch, asked, found):
    sold_out = make.batch()
    told(batch, "RECALLED", desk_state="closed")
    told(sold_out, "SOLD-OUT")
    told(batch, "NEW", desk_state="new")
    told(make.batch(), "THERE")
    take_away(batch, "recalled")
    take_away(sold_out)

    assert listed(client, back=asked, tab="all") == found


def test_many_are_found_again_instead_of_listed(client, counselor, batch, monkeypatch):
    told(batch, "RECALLED", desk_state="closed")
    sold_out = make.batch()
    told(sold_out, "SOLD-OUT")
    told(sold_out, "CLOSED", desk_state="closed")
    take_away(batch, "recalled")
    take_away(sold_out)
    few = [listed(client, tab=tab) for tab in queue.TABS], client.get(LIST).context["cl"].numbers

    monkeypatch.setattr(came_back, "KEYS_AT_MOST", 0)
    many = [listed(client, tab=tab) for tab in queue.TABS], client.get(LIST).context["cl"].numbers

    assert many == few


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("tab", ["new", "answered", "all"])
def test_queue_query_count_with_what_came_back(
    client, counselor, django_assert_num_queries, tab, number
):
    for each in range(number):
        sold_out, recalled = make.batch(quantity="0"), make.batch(state="recalled")
        told(sold_out, f"SOLD-{each}")
        told(recalled, f"CALL-{each}")

    with django_assert_num_queries(12):
        client.get(LIST, {"tab": tab})


def test_news_tell_of_a_recall(client, counselor, batch):
    told(batch, desk_state="closed")
    take_away(batch, "recalled")
    StateChange.objects.create(
        batch=batch, from_state="released", to_state="recalled", at=NOW - MINUTE, reason="mould"
    )
    news = reverse("admin:recommendations_submission_news")

    told_of = [
        client.get(news, {"since": (NOW - minutes * MINUTE).isoformat()}).json()["new"]
        for minutes in (2, 1)
    ]

    assert told_of == [1, 0]


@pytest.mark.parametrize(("kept_for", "found"), [("BACK", []), ("SOMEBODY", ["BACK"])])
def test_what_is_kept_for_the_patient_is_not_gone(client, counselor, batch, kept_for, found):
    told(batch)
    until = NOW + timedelta(hours=5)
    stock.reserve(
        batch=batch, quantity=batch.on_hand, reference=kept_for, until=until, by=None, at=NOW
    )

    assert (listed(client), listed(client, back="yes")) == (found, found)


def test_on_the_list_says_what_the_queue_does(counselor, batch):
    """In every state, at the edge of the time, and withdrawn or not."""
    states, desk_states = Submission.State.values, Submission.DeskState.values
    times = (None, NOW - LOOKED_AFTER, NOW - LOOKED_AFTER + MINUTE)
    for number, (state, desk_state, at, gone_at) in enumerate(
        product(states, desk_states, times, (None, NOW))
    ):
        values = {"desk_state": desk_state, "last_told_at": at, "withdrawn_at": gone_at}
        told(batch, f"S{number}", state=state, **values)
    take_away(batch)

    back = came_back.read(NOW)
    everything = Submission.objects.all()
    works = {
        submission.pk
        for tab in ("new", "mine", "others")
        for submission in queue.under(queue.TABS[tab], everything, back, counselor)
    }

    assert {each.pk for each in everything if on_the_list(each, NOW)} == works
    assert {each.pk for each in everything if back.why(each)} == works
