"""Starting store mode, helping somebody who came in, and ending it."""

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from herbology.audit import AuditEntry
from products.models import Store
from recommendations.models import Draft, Submission
from tests.recommendations.questionnaire.answering import fill, post, url
from tests.recommendations.questionnaire.store_mode.tablet import (
    CLEAR,
    STAFF,
    START,
    counselor,
    put_into_store_mode,
    stores,
)

pytestmark = pytest.mark.django_db

LEAVE = "/questionnaire/store-mode/leave/"
CHECK = "/questionnaire/check/"
QUEUE = "/admin/recommendations/submission/"


def in_store_mode(client):
    return "Shared tablet." in client.get(START).content.decode()


def fill_by_hand(client):
    post(client, "start")
    fill(client)


def test_starting_signs_the_counselor_out_of_this_browser(client):
    stores("elm")

    response = put_into_store_mode(client)

    assert response.url == START
    assert in_store_mode(client)
    assert client.get(QUEUE).url.startswith("/admin/login/")
    assert AuditEntry.objects.filter(action="signed_out", path=STAFF).exists()


def test_queue_leads_to_store_mode(client):
    client.force_login(counselor())

    assert f'href="{STAFF}"' in client.get(QUEUE).content.decode()


@pytest.mark.parametrize("path", [STAFF, LEAVE])
def test_visitors_are_asked_to_sign_in(client, path):
    assert client.post(path).url == f"/admin/login/?next={STAFF}"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"who": "alone"}, "Select the store."),
        ({"store": "elm"}, "Select who fills it in."),
        ({"store": "mars", "who": "alone"}, "Select the store."),
    ],
)
def test_incomplete_start_is_422_and_leaves_the_counselor_signed_in(client, typed, complaint):
    stores("elm")
    client.force_login(counselor())

    response = client.post(STAFF, typed)

    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert client.get(QUEUE).status_code == 200


def test_closed_store_cannot_be_chosen(client):
    stores("elm", "river")
    Store.objects.filter(slug="river").update(active=False)

    assert put_into_store_mode(client, store="river").status_code == 422


def test_without_a_store_the_page_says_what_is_missing(client):
    client.force_login(counselor())

    assert "No store is active" in client.get(STAFF).content.decode()


def test_store_is_not_asked_and_is_the_tablet_s(shared):
    fill_by_hand(shared)

    html = shared.get(CHECK).content.decode()
    shared.post(CHECK)

    assert "Elm" in html
    assert f"{url('store')}?return=check" not in html
    assert shared.get(url("store")).url == START
    assert Submission.objects.get().store.slug == "elm"


def test_store_is_kept_where_it_would_not_even_be_asked(client):
    stores("elm")
    put_into_store_mode(client)
    fill_by_hand(client)

    client.post(CHECK)

    assert Submission.objects.get().store.slug == "elm"


def test_store_that_has_closed_since_is_asked(shared):
    fill_by_hand(shared)
    Store.objects.filter(slug="elm").update(active=False)
    stores("lake")

    assert shared.get(CHECK).url == url("store")


def test_submission_says_who_filled_it_in_with_the_patient(client):
    stores("elm")
    robin = counselor()
    put_into_store_mode(client, who="together", by=robin)
    fill_by_hand(client)

    client.post(CHECK)

    submission = Submission.objects.get()
    assert submission.assisted_by == robin
    client.force_login(robin)
    desk = client.get(reverse("admin:recommendations_submission_change", args=[submission.pk]))
    assert "the patient, in the store with Robin" in desk.content.decode()


def test_name_of_the_counselor_goes_with_one_person_only(client):
    stores("elm")
    put_into_store_mode(client, who="together")
    fill_by_hand(client)
    client.post(CLEAR)
    fill_by_hand(client)

    client.post(CHECK)

    assert Submission.objects.get().assisted_by is None


def test_slip_keeps_the_counselor_and_the_store(client):
    stores("elm", "river")
    put_into_store_mode(client, who="together", by=counselor())
    post(client, "start")
    fill(client, until="warning-signs")
    post(client, "warning-signs", red_flag=["chest_pain"])

    client.post(reverse("questionnaire:slip"))

    correction = Draft.objects.get(submitted_at=None)
    assert correction.assisted_by == User.objects.get()
    assert correction.data["fixed"] == ["store"]


def test_counselor_can_join_in_with_answers_that_were_begun(shared):
    fill_by_hand(shared)
    ann = counselor("ann")
    shared.force_login(ann)
    assert "Go on with the answers that were begun" in shared.get(STAFF).content.decode()

    shared.post(STAFF, {"store": "elm", "who": "together", "keep": "on"})
    shared.post(CHECK)

    assert Submission.objects.get().assisted_by == ann


def test_starting_anew_clears_what_was_begun(shared):
    fill_by_hand(shared)

    put_into_store_mode(shared, by=counselor("ann"))

    assert Draft.objects.count() == 0
    assert shared.get(CHECK).url == START


def test_ending_needs_a_sign_in(shared):
    assert shared.post(LEAVE).url.startswith("/admin/login/")
    assert in_store_mode(shared)


@pytest.mark.parametrize("group", ["inventory staff", "patient counselors"])
def test_any_member_of_staff_can_end_it(shared, group):
    user = User.objects.create_user("sam", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    shared.force_login(user)
    assert "End store mode" in shared.get(STAFF).content.decode()

    response = shared.post(LEAVE)

    assert response.url == "/admin/"
    assert not in_store_mode(shared)


def test_who_may_not_decide_cannot_start_it(client):
    stores("elm")
    client.force_login(User.objects.create_user("sam", is_staff=True))

    responses = [client.get(STAFF), client.post(STAFF, {"store": "elm", "who": "alone"})]

    assert [response.status_code for response in responses] == [403, 403]
    assert "Only a Patient Counselor can start store mode." in responses[0].content.decode()
    assert not in_store_mode(client)


def test_forged_mark_is_no_store_mode(client):
    client.cookies["store_mode"] = "elm:1tOKEN:forged"

    assert not in_store_mode(client)
