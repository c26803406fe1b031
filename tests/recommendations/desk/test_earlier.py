from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from recommendations.desk.claims import claim
from recommendations.desk.earlier import MOST, others
from recommendations.desk.work import answer_in_person
from recommendations.models import Submission
from recommendations.publish import decide
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, EMERGENCY, NOW, SEDATED, hand_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

DAY = timedelta(days=1)


@pytest.fixture
def ann(client):
    user = User.objects.create_user("ann", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    client.force_login(user)
    return user


@pytest.fixture(autouse=True)
def _cream():
    of = make.product("cream", name="Plain cream", ingredients_known=True)
    make.batch(of, readings={"total_thc": "0.1", "total_cbd": "1.2"})


def lines(submission):
    return [
        (each.submission, each.disposition, each.state, each.suggested, each.answered)
        for each in others(submission).listed
    ]


def test_each_is_told_in_a_line_newest_first(ann):
    answered = hand_in(at=NOW - 3 * DAY, **BACK_STRAIN).submission
    claim(submission=answered, by=ann, at=NOW - 2 * DAY)
    answer_in_person(submission=answered, by=ann, at=NOW - 2 * DAY, note="Told her.")
    published = hand_in(at=NOW - DAY, **SEDATED).submission
    claim(submission=published, by=ann, at=NOW)
    decide(submission=published, decision="publish", by=ann, at=NOW)
    at_once = hand_in(**BACK_STRAIN).submission

    assert lines(hand_in(**SEDATED).submission) == [
        (at_once, "Standard", "new", "Plain cream", "shown at once, as policy allows"),
        (published, "Counselor review", "answered", "Plain cream", "published on Nov. 22, 2026"),
        (
            answered,
            "Standard",
            "answered",
            "Plain cream",
            "answered by phone or in person on Nov. 20, 2026",
        ),
    ]


def test_withdrawn_one_says_so_and_one_without_a_product_too():
    withdrawn = hand_in(at=NOW - DAY, **EMERGENCY).submission
    Submission.objects.update(withdrawn_at=NOW, desk_state="closed")
    withdrawn.current_assessment.suggestions.all()._raw_delete("default")

    assert lines(hand_in(**SEDATED).submission) == [
        (withdrawn, "Emergency", "withdrawn", "no product", "not answered")
    ]


def test_somebody_elses_are_not_there():
    hand_in(**SEDATED)
    alone = {"name": "Ann", "reach_by": "email", "email": "ann@example.com", "phone": ""}

    assert lines(hand_in(contact=alone, **SEDATED).submission) == []


def test_older_ones_are_only_said_to_be_there(ann, client):
    for day in range(MOST + 1):
        hand_in(at=NOW - (day + 1) * DAY, **BACK_STRAIN)
    submission = hand_in(**BACK_STRAIN).submission

    found = others(submission)
    page = client.get(reverse("admin:recommendations_submission_change", args=[submission.pk]))

    assert (len(found.listed), found.more) == (MOST, True)
    assert "There are older ones, too" in page.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow_with_them(django_assert_num_queries, number):
    for day in range(number):
        hand_in(at=NOW - (day + 1) * DAY, **BACK_STRAIN)
    submission = hand_in(**BACK_STRAIN).submission

    with django_assert_num_queries(6):
        others(submission)
