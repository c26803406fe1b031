"""The suggestions as the shelf is now, as values and on the submission's page."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Group, User
from django.urls import reverse

from products import stock
from recommendations import versions
from recommendations.desk import picker
from recommendations.desk.claims import claim
from recommendations.desk.stock_now import changed, stock_now
from recommendations.models import Submission
from recommendations.patient.presentation import Conclusion
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, hand_in, take_away

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def counselor(client):
    user = User.objects.create_user("counselor", is_staff=True)
    user.groups.add(Group.objects.get(name="patient counselors"))
    client.force_login(user)
    return user


def make_cream(number, quantity="3", **facts):
    of = make.product("cream", name=f"Cream {number}", ingredients_known=True, **facts)
    readings = {"total_thc": f"0.{number}", "total_cbd": "1.2"}
    return make.batch(of, readings=readings, number=f"CR-{number}", quantity=quantity)


@pytest.fixture
def creams():
    """In the order in which they are chosen: two are suggested."""
    return [make_cream(number) for number in (1, 2, 3, 4)]


def now_of(submission):
    version = versions.newest(submission)
    conclusion = Conclusion.of(version.assessment, "en")
    offered = picker.offered(submission, conclusion, at=LATER)
    return version, stock_now(submission, version, offered, LATER)


def test_place_says_how_much_is_left(creams):
    submission = hand_in(**BACK_STRAIN).submission

    _version, found = now_of(submission)

    assert [(each.left, each.code, each.instead) for each in found.values()] == [
        ("3 left", "", None),
        ("3 left", "", None),
    ]


def test_grams_are_said_as_grams():
    make_cream(1, "3.5", stock_unit="gram")
    submission = hand_in(**BACK_STRAIN).submission

    assert [each.left for each in now_of(submission)[1].values()] == ["3.5 g left"]


def test_what_is_kept_for_the_patient_is_said_to_be(creams):
    submission = hand_in(**BACK_STRAIN).submission
    stock.reserve(
        batch=creams[0],
        quantity=Decimal(3),
        reference=submission.reference,
        until=LATER + timedelta(hours=1),
        by=None,
        at=NOW,
    )

    assert now_of(submission)[1][1].left == "the rest is kept for this patient"


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("sold_out", "Sold out since."),
        ("expired", "Expired on Nov. 22, 2026."),
        ("recalled", "Recalled. Mould."),
        ("quarantined", "In quarantine. Mould."),
    ],
)
def test_place_says_why_its_batch_is_gone(creams, why, said):
    submission = hand_in(**BACK_STRAIN).submission
    take_away(creams[0], why)
    make.Batch.objects.update(state_reason="Mould.")

    place = now_of(submission)[1][1]

    assert (place.left, place.code, place.why) == ("", why, said)


def test_any_other_reason_is_said_as_the_shelf_says_it(creams):
    submission = hand_in(**BACK_STRAIN).submission
    make.Product.objects.filter(pk=creams[0].product_id).update(active=False)

    place = now_of(submission)[1][1]

    assert place.why == "The product is delisted. Make it active again to sell it."


def test_each_lost_place_is_offered_a_product_of_its_own(creams):
    submission = hand_in(**BACK_STRAIN).submission
    for cream in creams[:2]:
        take_away(cream)

    _version, found = now_of(submission)

    assert [each.instead.batch for each in found.values()] == creams[2:]


def test_product_that_is_suggested_already_is_not_proposed(creams):
    submission = hand_in(**BACK_STRAIN).submission
    take_away(creams[0])
    make.Batch.objects.filter(pk__in=[each.pk for each in creams[2:]]).update(on_hand=0)

    assert now_of(submission)[1][1].instead is None


def test_recalled_batch_that_was_shown_before_is_told_apart(creams):
    submission = hand_in(**BACK_STRAIN).submission
    old = make_cream(9)
    submission.watched.add(old)
    take_away(old, "recalled")

    version, found = now_of(submission)
    told = changed(submission, version, found.values())

    assert (told.gone, told.before, told.may_leave) == ((), (old,), True)


def test_recalls_are_named_before_the_rest(creams):
    submission = hand_in(**BACK_STRAIN).submission
    take_away(creams[0])
    take_away(creams[1], "recalled")

    version, found = now_of(submission)
    told = changed(submission, version, found.values())

    assert [each.item.position for each in told.gone] == [2, 1]


def page_of(submission):
    return reverse("admin:recommendations_submission_change", args=[submission.pk])


def text_of(response):
    return " ".join(response.content.decode().split())


def test_page_names_what_changed_with_the_next_one_chosen(client, counselor, creams):
    submission = hand_in(**BACK_STRAIN).submission
    take_away(creams[0])

    response = client.get(page_of(submission))

    form = response.context["places"][0].amend.form
    assert "Next that fits: Cream 3, batch CR-3" in text_of(response)
    assert (form["pick"].value(), form["reason_code"].value()) == (
        f"topical:{creams[2].pk}",
        "batch_gone",
    )


def test_page_says_what_is_left_and_nothing_of_changes(client, counselor, creams):
    page = text_of(client.get(page_of(hand_in(**BACK_STRAIN).submission)))

    assert '<span class="desk-left">3 left</span>' in page
    assert "What changed on the shelf" not in page


def test_leaving_on_the_page_needs_a_note_and_then_takes_it_off_the_list(client, counselor, creams):
    submission = hand_in(**BACK_STRAIN).submission
    Submission.objects.update(desk_state="answered")
    claim(submission=submission, by=counselor, at=NOW)
    take_away(creams[0])
    seen = versions.token(submission)

    refused = client.post(page_of(submission), {"deed": "leave", "leave-seen": seen})
    done = client.post(
        page_of(submission), {"deed": "leave", "leave-seen": seen, "leave-note": "Told her."}
    )

    assert (refused.status_code, done.status_code) == (422, 302)
    assert "Write something here first." in text_of(refused)
    assert 'name="deed" value="leave"' not in text_of(client.get(page_of(submission)))


@pytest.mark.parametrize("number", [1, 3])
def test_page_query_count_does_not_grow_with_what_is_gone(
    client, counselor, django_assert_num_queries, number
):
    creams = [make_cream(each) for each in range(1, 8)]
    submission = hand_in(**BACK_STRAIN).submission
    submission.watched.add(*creams)
    for cream in creams[:number]:
        take_away(cream, "recalled")

    with django_assert_num_queries(40):
        client.get(page_of(submission))
