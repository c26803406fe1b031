import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from herbology.audit.entry import AuditEntry
from recommendations.desk.claims import claim, hand_over
from recommendations.desk.history import history
from recommendations.desk.work import record_call
from recommendations.models import DeskEvent, Review, Submission
from recommendations.publish import decide as publish
from tests.recommendations.builders import NOW, SEDATED, hand_in, make_submission

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LIST = reverse("admin:recommendations_submission_changelist")
State = Submission.State
MINUTE = timedelta(minutes=1)


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


def do(client, submission, deed, **typed):
    return client.post(page_of(submission), {"deed": deed, **typed})


@pytest.fixture
def mine(counselor, submission):
    claim(submission=submission, by=counselor, at=NOW)
    return submission


@pytest.fixture
def robin():
    user = User.objects.create_user("robin", first_name="Robin", last_name="Example")
    user.groups.add(Group.objects.get(name="patient counselors"))
    return user


def test_page_shows_questions_answers_rules_and_contact(client, counselor, submission):
    page = client.get(page_of(submission)).content.decode()

    for expected in ("How old are you?", "54", "C09", "sam@example.com", submission.reference):
        assert expected in page


def test_page_shows_suggestions_that_wait(client, counselor, submission):
    response = client.get(page_of(submission))

    assert response.context["page"].routes != ()


def test_withholding_takes_the_result_off_the_patients_page(client, counselor, mine):
    response = do(client, mine, "withhold", **{"withhold-note": "Kidneys."})

    mine.refresh_from_db()
    assert (response.status_code, mine.state) == (302, State.WITHHELD)
    assert Review.objects.get().by == counselor


def test_withholding_without_a_note_is_told_to_write_one(client, counselor, mine):
    response = do(client, mine, "withhold", **{"withhold-note": " "})

    assert response.status_code == 422
    assert "Write something here first." in response.content.decode()


def test_deciding_on_what_has_moved_since_is_refused_and_keeps_the_note(client, counselor, mine):
    typed = {"withhold-seen": "0-0-0-0", "withhold-note": "Kidneys."}

    response = do(client, mine, "withhold", **typed)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Something was done with this while you were reading" in page
    assert "Kidneys." in page


def test_new_link_is_shown_once_and_opens_the_patients_page(client, counselor, submission):
    page = client.post(page_of(submission), {"make_link": "yes"}).content.decode()

    path = re.search(r"/s/[\w-]+/", page)[0]
    assert client.get(path).status_code == 200
    assert path not in client.get(page_of(submission)).content.decode()


def test_new_link_is_written_into_the_audit_log(client, counselor, submission):
    client.post(page_of(submission), {"make_link": "yes"})

    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.key) == ("changed", str(submission.pk))


@pytest.mark.parametrize("typed", [{"make_link": "yes"}, {"deed": "withhold"}, {"deed": "send"}])
def test_reader_without_the_right_cannot_act(client, submission, typed):
    user = User.objects.create_user("reader", is_staff=True)
    group = Group.objects.get(name="patient counselors")
    user.user_permissions.add(group.permissions.get(codename="view_submission"))
    client.force_login(user)

    response = client.post(page_of(submission), typed)

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


def statuses(*responses):
    return [response.status_code for response in responses]


def test_claiming_and_handing_back_on_the_page(client, counselor, submission):
    claiming = do(client, submission, "claim")
    claimed = client.get(page_of(submission)).context["claim"]
    handing_back = do(client, submission, "hand_back")

    submission.refresh_from_db()
    assert statuses(claiming, handing_back) == [302, 302]
    assert (claimed.mine, claimed.who) == (True, counselor.username)
    assert submission.claimed_by is None


def test_second_to_claim_is_told_who_has_it_and_since_when(client, counselor, submission, robin):
    claim(submission=submission, by=robin, at=NOW)

    response = do(client, submission, "claim")

    assert response.status_code == 409
    assert "Robin Example has had this since 10 a.m." in response.content.decode()


@pytest.mark.parametrize("deed", ["answer", "wait", "close", "reopen"])
def test_stale_form_says_who_claimed_meanwhile_and_keeps_the_text(
    client, counselor, submission, robin, deed
):
    claim(submission=submission, by=robin, at=NOW)

    response = do(client, submission, deed, **{f"{deed}-note": "Told her to rest."})

    page = response.content.decode()
    assert response.status_code == 409
    assert "Robin Example has had this since" in page
    assert "Told her to rest." in page
    assert "Claim it, then do this" not in page


def test_unclaimed_form_can_claim_and_send_what_was_typed(client, counselor, submission):
    typed = {"answer-note": "Told her to rest."}

    refused = do(client, submission, "answer", **typed)
    done = do(client, submission, "answer", claim_first="yes", **typed)

    submission.refresh_from_db()
    assert "Claim it, then do this" in refused.content.decode()
    assert statuses(refused, done) == [409, 302]
    assert (submission.desk_state, submission.claimed_by) == ("answered", counselor)


def test_deeds_are_switched_off_without_a_claim_and_say_so(client, counselor, submission):
    panels = client.get(page_of(submission)).context["panels"]

    works = {name: panel.works for name, panel in panels.items()}
    assert works == {
        "claim": True,
        "hand_back": False,
        "hand_over": False,
        "withhold": False,
        "open": False,
        "call": True,
        "bounced": True,
        "note": True,
        "answer": False,
        "wait": False,
        "leave": False,
        "close": False,
    }


def test_handing_over_names_only_others_who_may_decide(client, counselor, mine, robin):
    User.objects.create_user("clerk", is_staff=True)

    choices = client.get(page_of(mine)).context["panels"]["hand_over"].form["to"].field.choices
    handing_over = do(client, mine, "hand_over", **{"hand_over-to": robin.pk})

    mine.refresh_from_db()
    assert [label for _key, label in choices] == ["---------", "Robin Example"]
    assert (handing_over.status_code, mine.claimed_by) == (302, robin)


def test_history_is_one_line_of_time_newest_first(submission, counselor, robin):
    def after(minutes):
        return {"submission": submission, "at": NOW + minutes * MINUTE}

    claim(by=counselor, **after(1))
    record_call(by=robin, reached=False, note="Rang twice.", **after(2))
    publish(decision="withhold", by=counselor, note="Kidneys.", **after(3))
    hand_over(to=robin, by=counselor, **after(4))

    told = [(entry.who, entry.what, entry.note) for entry in history(submission)]

    counselor_name = counselor.username
    assert told == [
        (counselor_name, "handed over to Robin Example", ""),
        (counselor_name, "withheld", "Kidneys."),
        ("Robin Example", "called", "Not reached. Rang twice."),
        (counselor_name, "claimed", ""),
        ("The patient", "handed in", ""),
    ]


def test_call_that_reached_nobody_needs_an_answer_to_whether_it_did(client, counselor, submission):
    response = do(client, submission, "call", **{"call-note": "Rang twice."})

    assert response.status_code == 422
    assert "Select reached or not reached." in response.content.decode()
    assert not DeskEvent.objects.exists()


def test_unknown_deed_is_refused(client, counselor, submission):
    assert do(client, submission, "burn").status_code == 400


def test_reader_sees_who_has_it_and_no_button(client, submission, robin):
    claim(submission=submission, by=robin, at=NOW)
    reader = User.objects.create_user("reader", is_staff=True)
    group = Group.objects.get(name="patient counselors")
    reader.user_permissions.add(group.permissions.get(codename="view_submission"))
    client.force_login(reader)

    page = client.get(page_of(submission)).content.decode()

    assert "Robin Example has this submission" in page
    assert 'name="deed"' not in page
    assert 'name="make_link"' not in page


@pytest.mark.parametrize("number", [1, 3])
def test_page_query_count(client, counselor, mine, django_assert_num_queries, number):
    for _each in range(number):
        do(client, mine, "note", **{"note-note": "Has a dog."})

    with django_assert_num_queries(31):
        client.get(page_of(mine))
