import pytest
from django.urls import reverse

from recommendations import versions
from recommendations.models import Amendment, RouteOpening, Submission
from tests.products import make
from tests.recommendations.builders import SEDATED, hand_in
from tests.recommendations.desk.people import claimed, counselor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

CREAM = {"total_thc": "0.1", "total_cbd": "1"}


@pytest.fixture
def ann(client):
    ann = counselor()
    client.force_login(ann)
    return ann


@pytest.fixture
def creams():
    return [
        make.batch(make.product("cream", name=name), readings=CREAM)
        for name in ("Arnica cream", "Birch balm", "Clover cream")
    ]


@pytest.fixture
def submission(ann, creams):
    return claimed(hand_in(**SEDATED).submission, ann)


def address(submission):
    return reverse("admin:recommendations_submission_change", args=[submission.pk])


def send(client, submission, deed, place="", **typed):
    named = {f"{deed}{place}-{name}": value for name, value in typed.items()}
    return client.post(address(submission), {"deed": deed, "place": place, **named})


def unsuggested(submission, creams):
    suggested = versions.newest(submission).batch_ids
    return next(batch for batch in creams if batch.pk not in suggested)


def test_changing_a_suggestion_on_the_page(client, submission, creams):
    other = unsuggested(submission, creams)

    answer = send(
        client,
        submission,
        "amend",
        place="1",
        pick=f"topical:{other.pk}",
        reason_code="patient_prefers",
        note="",
    )

    now = Submission.objects.get()
    assert (answer.status_code, versions.newest(now).item(1).batch_id) == (302, other.pk)


def test_choices_are_what_suits_by_route(client, submission, creams):
    (first, *_) = client.get(address(submission)).context["places"]

    groups = first.amend.form.fields["pick"].widget.choices

    assert [value for value, _label in groups[:2]] == ["", "none"]
    assert {value for _route, choices in groups[2:] for value, _label in choices} == {
        f"topical:{batch.pk}" for batch in creams
    }


def test_empty_reason_is_said_at_its_place_and_keeps_the_note(client, submission):
    answer = send(
        client, submission, "amend", place="1", pick="none", reason_code="", note="Too oily."
    )

    (first, *_) = answer.context["places"]
    assert (answer.status_code, first.amend.form.errors["reason_code"]) == (
        422,
        ["Choose a reason."],
    )
    assert "Too oily." in answer.content.decode()


def test_batch_that_sold_out_meanwhile_is_refused_and_keeps_the_note(client, submission, creams):
    other = unsuggested(submission, creams)
    make.Batch.objects.filter(pk=other.pk).update(on_hand=0)

    answer = send(
        client,
        submission,
        "amend",
        place="1",
        pick=f"topical:{other.pk}",
        reason_code="patient_prefers",
        note="Smells better.",
    )

    page = answer.content.decode()
    assert (answer.status_code, "Nothing is available" in page, "Smells better." in page) == (
        422,
        True,
        True,
    )
    assert not Amendment.objects.exists()


def test_place_that_is_no_number_is_refused(client, submission):
    assert send(client, submission, "amend", place="x").status_code == 400


def test_choice_that_was_made_up_is_refused(client, submission):
    answer = send(client, submission, "amend", place="1", pick="topical", reason_code="cost")

    assert answer.status_code == 422


def test_what_is_looked_for_and_suits_can_be_chosen(client, submission):
    answer = client.get(address(submission), {"find": "clover"})

    (found,) = answer.context["found"]
    assert (found.batch.product.name, [offer.route for offer in found.offers]) == (
        "Clover cream",
        ["topical"],
    )


def test_what_is_looked_for_and_does_not_suit_says_why(client, submission):
    make.batch(make.product("cream", name="Old cream"), readings=CREAM, quantity="0")

    answer = client.get(address(submission), {"find": "old"})

    assert answer.context["found"][0].why_not == (
        ("sold_out", "Nothing is available. Receive more, or sell another batch."),
    )


def test_opening_on_the_page_needs_a_note_for_what_studies_found_useless(client, submission):
    typed = {"routes": ["edible"], "reason_code": "informed_wish"}

    refused = send(client, submission, "open", **typed)
    done = send(client, submission, "open", **typed, note="Has read about the trial.")

    assert (refused.status_code, done.status_code) == (422, 302)
    assert RouteOpening.objects.get().opened == {"edible": ["X-CAP"]}


@pytest.mark.parametrize("number", [1, 3])
def test_query_count_does_not_grow_with_the_suggestions(
    client, ann, django_assert_num_queries, number
):
    for each in range(number):
        make.batch(make.product("cream", name=f"Cream {each}"), readings=CREAM)
    submission = claimed(hand_in(**SEDATED).submission, ann)

    with django_assert_num_queries(38):
        client.get(address(submission))
