from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from products.models import Reservation
from recommendations.models import Submission
from recommendations.patient.pickup import PickupError, amounts, keep, kept, let_go, pickups
from recommendations.patient.presentation import present
from recommendations.patient.withdrawing import withdraw
from recommendations.reassess import state
from recommendations.submit import submit_draft
from tests.products import make
from tests.recommendations.builders import BACK_STRAIN, NOW, SEDATED, correct, hand_in, make_draft
from tests.recommendations.desk.people import claimed, counselor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]

ONE, TWO = Decimal(1), Decimal(2)


@pytest.fixture
def cream():
    return make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})


@pytest.fixture
def submitted(cream):
    return hand_in(**BACK_STRAIN)


@pytest.fixture
def submission(submitted):
    return submitted.submission


def post(client, submitted, name, **typed):
    return client.post(reverse(f"patient:{name}", args=[submitted.secret]), typed, follow=True)


def test_suggested_batch_is_kept_for_as_long_as_policy_allows(submission, cream):
    reservation = keep(submission, position=1, quantity=ONE, at=NOW)

    assert (reservation.batch, reservation.reference, reservation.expires_at) == (
        cream,
        submission.reference,
        NOW + timedelta(hours=48),
    )


def test_more_than_policy_allows_is_refused(submission):
    with pytest.raises(PickupError, match="cannot keep that much"):
        keep(submission, position=1, quantity=Decimal(3), at=NOW)


def test_amounts_count_what_is_kept_already(submission, cream):
    keep(submission, position=1, quantity=ONE, at=NOW)

    assert amounts(make.batch(make.product("cream")), kept(submission, at=NOW)) == (ONE,)


def test_same_batch_twice_is_kept_once(submission):
    first = keep(submission, position=1, quantity=ONE, at=NOW)

    assert keep(submission, position=1, quantity=TWO, at=NOW) == first


def test_result_that_waits_for_a_counselor_keeps_nothing(cream):
    waiting = hand_in(**SEDATED).submission

    with pytest.raises(PickupError, match="no longer suggested"):
        keep(waiting, position=1, quantity=ONE, at=NOW)


def test_withdrawn_submission_keeps_nothing(submission):
    Submission.objects.update(withdrawn_at=NOW)

    with pytest.raises(PickupError, match="no longer suggested"):
        keep(submission, position=1, quantity=ONE, at=NOW)


def test_corrected_answers_keep_nothing_any_more(submission):
    correct(submission, **SEDATED)

    with pytest.raises(PickupError, match="no longer suggested"):
        keep(submission, position=1, quantity=ONE, at=NOW)


def test_batch_that_sold_out_meanwhile_is_refused(submission, cream):
    make.Batch.objects.filter(pk=cream.pk).update(on_hand=0)

    with pytest.raises(PickupError, match="can no longer be kept"):
        keep(submission, position=1, quantity=ONE, at=NOW)


def test_last_pack_kept_for_the_patient_is_still_theirs(submission, cream):
    make.Batch.objects.filter(pk=cream.pk).update(on_hand=1)

    keep(submission, position=1, quantity=ONE, at=NOW)

    (card,) = present(submission, at=NOW).suggestions
    assert (card.available, pickups(submission, at=NOW)[1].kept.batch) == (True, cream)


def test_last_pack_kept_for_the_patient_and_recalled_is_not_theirs(submission, cream):
    keep(submission, position=1, quantity=ONE, at=NOW)
    make.Batch.objects.filter(pk=cream.pk).update(state="recalled")

    (card,) = present(submission, at=NOW).suggestions
    assert (card.available, pickups(submission, at=NOW)) == (False, {})


def test_let_go_gives_it_back(submission, cream):
    reservation = keep(submission, position=1, quantity=TWO, at=NOW)

    let_go(submission, reservation_id=reservation.pk, at=NOW)

    cream.refresh_from_db()
    assert (cream.reserved, kept(submission, at=NOW)) == (0, ())


def test_nobody_lets_go_of_what_is_kept_for_somebody_else(submission):
    reservation = keep(submission, position=1, quantity=ONE, at=NOW)

    let_go(hand_in(**BACK_STRAIN).submission, reservation_id=reservation.pk, at=NOW)

    assert kept(submission, at=NOW) == (reservation,)


def corrected(submission):
    draft = make_draft(**BACK_STRAIN)
    draft.follows = submission.reference
    draft.save()
    submit_draft(draft=draft, at=NOW, language="en")


def cleared_up(submission):
    ann = counselor()
    state(
        submission=claimed(submission, ann),
        changes={"medication_class": ["warfarin_vka"]},
        pages={},
        said=[],
        note="On the phone.",
        by=ann,
        at=NOW,
    )


def taken_back(submission):
    withdraw(submission=submission, at=NOW)


@pytest.mark.parametrize("change", [corrected, cleared_up, taken_back])
def test_what_is_kept_is_let_go_once_the_answers_no_longer_hold(submission, cream, change):
    keep(submission, position=1, quantity=ONE, at=NOW)

    change(submission)

    cream.refresh_from_db()
    assert cream.reserved == 0


def test_what_is_kept_is_named_in_the_readers_language(client, submitted, cream):
    type(cream.product).objects.filter(pk=cream.product_id).update(name_es="Crema sencilla")
    client.get("/?lang=es")

    page = post(client, submitted, "keep", **{"position": "1", "quantity-1": "1"}).content.decode()

    assert "Le guardamos Crema sencilla." in page


def test_keeping_and_letting_go_on_the_page(client, submitted, cream):
    page = post(client, submitted, "keep", **{"position": "1", "quantity-1": "1"}).content.decode()
    reservation = Reservation.objects.get()
    after = post(client, submitted, "let_go", reservation=reservation.pk).content.decode()

    assert "We keep Product" in page
    assert "Kept for you at" in page
    assert "It is no longer kept for you." in after


@pytest.mark.parametrize("typed", ["", "x", "9" * 5000])
def test_letting_go_of_what_is_none_changes_nothing(client, submitted, submission, typed):
    reservation = keep(submission, position=1, quantity=ONE, at=NOW)

    assert post(client, submitted, "let_go", reservation=typed).status_code == 200
    assert kept(submission, at=NOW) == (reservation,)


def test_page_says_how_much_is_kept(client, submitted):
    page = post(client, submitted, "keep", position="1", **{"quantity-1": "2"}).content.decode()

    assert ": 2 packs. Show your reference at the counter." in page


def test_page_says_that_no_more_can_be_kept_at_once(client, cream):
    make.batch(make.product("cream"), readings={"total_thc": "0.1", "total_cbd": "1"})

    page = post(client, hand_in(**BACK_STRAIN), "keep", position="1", **{"quantity-1": "2"})

    assert "We cannot keep more for you at the same time." in page.content.decode()


def test_asking_for_more_than_is_left_says_so(submission, cream):
    make.Batch.objects.filter(pk=cream.pk).update(on_hand=1)

    with pytest.raises(PickupError, match="Less is left than you asked for"):
        keep(submission, position=1, quantity=TWO, at=NOW)


def test_sending_corrections_says_first_that_what_is_kept_is_let_go(client, submitted, submission):
    keep(submission, position=1, quantity=ONE, at=NOW)
    post(client, submitted, "correct")
    client.post("/questionnaire/warning-signs/", {"red_flag": ["none"]})

    page = client.get("/questionnaire/check/").content.decode()

    assert "What is kept for you at the store is let go when you send these." in page


@pytest.mark.parametrize(
    "typed", [{}, {"position": "x", "quantity-x": "1"}, {"position": "1", "quantity-1": "NaN"}]
)
def test_bad_amount_on_the_page_is_said(client, submitted, typed):
    page = post(client, submitted, "keep", **typed)

    assert (page.status_code, Reservation.objects.count()) == (200, 0)
    assert next(iter(page.context["messages"])).level_tag == "error"
