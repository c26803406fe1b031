"""What the patient's page says once something it showed can no longer be had."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from recommendations.desk.amend import Pick, change
from recommendations.desk.came_back import LOOKED_AFTER
from recommendations.desk.claims import claim
from recommendations.desk.leaving import leave
from recommendations.models import Submission
from recommendations.patient.changed import ASK, IN_DOUBT, LISTED, RECALLED, what_changed
from recommendations.patient.presentation import GONE_MESSAGE
from recommendations.publish import decide
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, hand_in, take_away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

MINUTE = timedelta(minutes=1)


def make_cream(number):
    of = make.product("cream", name=f"Cream {number}", ingredients_known=True)
    readings = {"total_thc": f"0.{number}", "total_cbd": "1.2"}
    return make.batch(of, readings=readings, number=f"CR-{number}")


@pytest.fixture
def cream():
    return make_cream(1)


@pytest.fixture
def ann():
    return User.objects.create_user("ann")


def page_of(client, submitted):
    return client.get(reverse("patient:result", args=[submitted.secret]))


def text_of(response):
    return " ".join(response.content.decode().split())


def told(client, submitted):
    return [card.changed for card in page_of(client, submitted).context["page"].suggestions]


def told_by_phone(minutes=0):
    Submission.objects.update(desk_state="answered", last_told_at=NOW - minutes * MINUTE)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("sold_out", f"What we suggested here is sold out. {ASK}"),
        ("expired", f"What we suggested here is past its date, so we no longer sell it. {ASK}"),
        ("delisted", f"What we suggested here is no longer sold. {ASK}"),
        ("quarantined", f"{IN_DOUBT} {ASK}"),
        ("panel_failed", f"{IN_DOUBT} {ASK}"),
        ("recalled", str(RECALLED)),
    ],
)
def test_each_reason_is_said_with_what_to_do(code, said):
    assert what_changed(code, listed=False) == said


def test_page_that_waits_says_nothing_of_what_went_away(client, cream):
    submitted = hand_in(**SEDATED)
    take_away(cream)

    page = page_of(client, submitted)

    assert (page.context["page"].suggestions, page.context["page"].nothing_left) == ((), False)
    assert [said for said in ("Cream 1", "sold out", "Nothing of") if said in text_of(page)] == []


@pytest.mark.parametrize(
    ("values", "then"),
    [
        ({"desk_state": "new"}, LISTED),
        ({"desk_state": "answered"}, LISTED),
        ({"desk_state": "with_patient"}, LISTED),
        ({"desk_state": "closed"}, ASK),
        ({"desk_state": "answered", "last_told_at": NOW - LOOKED_AFTER}, ASK),
    ],
)
def test_counselors_are_said_to_see_it_only_where_they_do(client, cream, values, then):
    submitted = hand_in(**BACK_STRAIN)
    Submission.objects.update(**values)
    take_away(cream)

    assert told(client, submitted) == [f"What we suggested here is sold out. {then}"]


def test_what_a_counselor_has_left_is_no_longer_on_their_list(client, cream, ann):
    submitted = hand_in(**BACK_STRAIN)
    told_by_phone()
    claim(submission=submitted.submission, by=ann, at=NOW)
    take_away(cream)

    leave(submission=submitted.submission, by=ann, at=NOW, note="Nothing else fits.")

    assert told(client, submitted) == [f"What we suggested here is sold out. {ASK}"]


def test_page_with_nothing_left_says_what_to_do_instead_of_what_fits(client, cream):
    submitted = hand_in(**BACK_STRAIN)
    take_away(cream)

    response = page_of(client, submitted)

    page, said = response.context["page"], text_of(response)
    assert (page.nothing_left, page.message) == (True, str(GONE_MESSAGE))
    assert "Nothing of it is left: what you can do" in said
    assert "Do not take another product instead without asking." in said
    assert [each for each in ("What fits your answers", "From the shelf on") if each in said] == []


def test_page_with_something_left_goes_on_saying_what_fits(client, cream):
    make_cream(2)
    submitted = hand_in(**BACK_STRAIN)
    take_away(cream)

    response = page_of(client, submitted)

    assert response.context["page"].nothing_left is False
    assert "What fits your answers" in text_of(response)
    assert [said for said in ("Cream 1", "CR-1") if said in text_of(response)] == []


def test_recall_stands_above_all_else_with_its_batch(client, cream):
    submitted = hand_in(**BACK_STRAIN)
    take_away(cream, "recalled")

    said = text_of(page_of(client, submitted))

    assert said.index("Recalled: please do not use this") < said.index(">What happens now<")
    assert "<strong>Cream 1</strong>, batch CR-1, from" in said


def recalled_on(client, submitted):
    page = page_of(client, submitted).context["page"]
    return [each.batch for each in page.recalls]


def test_recalled_batch_stays_named_after_it_was_replaced_and_let_go_of(client, cream, ann):
    other = make_cream(2)
    third = make_cream(3)
    submitted = hand_in(**BACK_STRAIN)
    submission = submitted.submission
    claim(submission=submission, by=ann, at=NOW)
    take_away(cream, "recalled")
    change(
        submission=submission,
        place=1,
        pick=Pick("topical", third.pk),
        reason_code="batch_gone",
        by=ann,
        at=NOW,
    )
    decide(submission=submission, decision="publish", by=ann, at=NOW)

    page = page_of(client, submitted)

    assert [card.batch for card in page.context["page"].suggestions] == [third.number, other.number]
    assert recalled_on(client, submitted) == ["CR-1"]


def test_recalled_batch_stays_named_where_the_result_was_withheld_since(client, cream, ann):
    submitted = hand_in(**BACK_STRAIN)
    Submission.objects.update(state="withheld")
    take_away(cream, "recalled")

    assert recalled_on(client, submitted) == ["CR-1"]


def test_recall_is_not_told_to_whom_the_batch_was_never_shown(client, cream):
    submitted = hand_in(**SEDATED)
    take_away(cream, "recalled")

    assert recalled_on(client, submitted) == []
