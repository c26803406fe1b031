import re

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from recommendations.models import Review, Submission
from tests.recommendations.builders import EMERGENCY, SEDATED, hand_in, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LIST = reverse("admin:recommendations_submission_changelist")
State = Submission.State


def sign_in(client, group):
    user = User.objects.create_user(group.replace(" ", "-"), is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


@pytest.fixture
def counselor(client):
    return sign_in(client, "patient counselors")


@pytest.fixture
def submission():
    return hand_in(**SEDATED).submission


def page_of(submission):
    return reverse("admin:recommendations_submission_change", args=[submission.pk])


def decide(client, submission, **typed):
    return client.post(page_of(submission), {"seen_state": "waiting", **typed})


def test_page_shows_questions_answers_rules_and_contact(client, counselor, submission):
    page = client.get(page_of(submission)).content.decode()

    for expected in ("How old are you?", "54", "C09", "sam@example.com", submission.reference):
        assert expected in page


def test_page_shows_suggestions_that_wait(client, counselor, submission):
    response = client.get(page_of(submission))

    assert response.context["page"].routes != ()


def test_publishing_puts_the_result_on_the_patients_page(client, counselor, submission):
    response = decide(client, submission, decision="publish", note="")

    submission.refresh_from_db()
    assert (response.status_code, submission.state) == (302, State.PUBLISHED)
    assert Review.objects.get().by == counselor


def test_withholding_without_a_note_keeps_what_was_chosen(client, counselor, submission):
    response = decide(client, submission, decision="withhold", note="")

    assert response.status_code == 422
    assert "Say in the note why this result is withheld." in response.content.decode()
    assert response.context["decision_form"]["decision"].value() == "withhold"


def test_deciding_nothing_is_told_what_to_select(client, counselor, submission):
    response = decide(client, submission, note="thinking")

    assert response.status_code == 422
    assert "Select publish or withhold." in response.content.decode()
    assert "thinking" in response.content.decode()


def test_deciding_on_a_state_that_has_moved_is_refused(client, counselor, submission):
    Submission.objects.update(state=State.PUBLISHED)

    response = decide(client, submission, decision="withhold", note="Kidneys.")

    assert response.status_code == 422
    assert "Somebody else decided on this" in response.content.decode()


def test_emergency_is_never_published(client, counselor):
    submission = hand_in(**EMERGENCY).submission

    response = decide(client, submission, decision="publish")

    assert "The policy never publishes this kind of result." in response.content.decode()


def test_new_link_is_shown_once_and_opens_the_patients_page(client, counselor, submission):
    page = client.post(page_of(submission), {"make_link": "yes"}).content.decode()

    path = re.search(r"/s/[\w-]+/", page)[0]
    assert client.get(path).status_code == 200
    assert path not in client.get(page_of(submission)).content.decode()


@pytest.mark.parametrize("typed", [{"make_link": "yes"}, {"decision": "publish"}])
def test_reader_without_the_right_cannot_act(client, submission, typed):
    user = User.objects.create_user("reader", is_staff=True)
    group = Group.objects.get(name="patient counselors")
    user.user_permissions.add(group.permissions.get(codename="view_submission"))
    client.force_login(user)

    response = decide(client, submission, **typed)

    assert response.status_code == 403
    assert not Review.objects.exists()


def test_inventory_staff_see_no_submission(client, submission):
    sign_in(client, "inventory staff")

    assert [client.get(url).status_code for url in (LIST, page_of(submission))] == [403, 403]


def test_history_does_not_tell_others_which_submissions_exist(client, submission):
    sign_in(client, "inventory staff")

    answers = [client.get(f"{LIST}{key}/history/") for key in (submission.pk, 99999)]

    assert [answer.status_code for answer in answers] == [403, 403]


def test_visitor_is_sent_to_the_sign_in(client, submission):
    assert client.get(page_of(submission)).status_code == 302


@pytest.mark.parametrize("action", ["add/", "1/delete/"])
def test_submissions_are_neither_added_nor_deleted(client, admin_user, action):
    make_submission()
    client.force_login(admin_user)

    assert client.get(f"{LIST}{action}").status_code in {403, 404}


@pytest.mark.parametrize("name", ["999", "abc"])
def test_unknown_submission_is_not_found(client, counselor, name):
    assert client.get(f"{LIST}{name}/change/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_list_query_count(client, counselor, django_assert_num_queries, number):
    for row in range(number):
        make_submission(f"ABCD-234{row}")

    with django_assert_num_queries(11):
        client.get(LIST)


def test_list_finds_a_reference(client, counselor):
    make_submission("FIND-2345")
    make_submission("ELSE-2345")

    page = client.get(LIST, {"q": "FIND"}).content.decode()

    assert ("FIND-2345" in page, "ELSE-2345" in page) == (True, False)
