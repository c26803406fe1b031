"""Reservations: a list, and two ways to end one by hand."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from products import stock
from tests.products import make
from tests.products.admin.counter import moved, on_sale, quantities, told

pytestmark = pytest.mark.django_db

LIST = "/admin/products/reservation/"
HOUR = timedelta(hours=1)


def reserved(batch=None, *, reference="R-7", ends=HOUR):
    """Two units kept until so long from now."""
    at = timezone.now() - 2 * HOUR
    return stock.reserve(
        batch=batch or on_sale(),
        quantity=Decimal(2),
        reference=reference,
        until=at + 2 * HOUR + ends,
        by=None,
        at=at,
    )


def url_of(reservation, page="change"):
    return f"{LIST}{reservation.pk}/{page}/"


def buttons(page):
    return [ending.name for ending in page.context["endings"]]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _ in range(rows):
        reserved()

    with django_assert_num_queries(8):
        page = desk.get(LIST)

    assert len(page.context["cl"].result_list) == rows


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("active", ["waits"]), ("past", ["past"]), ("cancelled", ["gone"]), ("lapsed", [])],
)
def test_list_is_filtered_by_state_at_the_moment(answer, expected, desk):
    reserved(reference="waits")
    reserved(reference="past", ends=-HOUR)
    gone = reserved(reference="gone")
    stock.cancel(reservation=gone, by=None, at=timezone.now())

    page = desk.get(LIST, {"is": answer})

    assert [each.reference for each in page.context["cl"].result_list] == expected


@pytest.mark.parametrize("query", ["R-77", "B-77", "Quiet"])
def test_list_is_searched_by_what_staff_have_in_hand(query, desk):
    wanted = on_sale(make.product(name="Quiet Harbor"), number="B-77")
    reserved(wanted, reference="R-77")
    reserved(reference="R-8")

    page = desk.get(LIST, {"q": query})

    assert [each.batch for each in page.context["cl"].result_list] == [wanted]


def test_one_past_its_time_is_said_to_have_lapsed(desk):
    past = reserved(ends=-HOUR)

    page = desk.get(url_of(past))

    assert "lapsed (not yet tidied up)" in page.content.decode()
    assert buttons(page) == []


def test_active_one_can_be_handed_out_or_cancelled(desk):
    assert buttons(desk.get(url_of(reserved()))) == ["collect", "cancel"]


def test_asking_to_hand_out_changes_nothing_yet(desk):
    reservation = reserved()

    desk.get(url_of(reservation, "collect"))

    assert quantities(reservation.batch) == (5, 2)


def test_handing_out_dispenses_what_was_kept(desk, clerk):
    reservation = reserved()

    answer = desk.post(url_of(reservation, "collect"))

    reservation.refresh_from_db()
    assert (reservation.state, reservation.movement.by) == ("collected", clerk)
    assert moved(reservation.batch) == [("dispense", -2)]
    assert (answer.url, told(answer)) == (url_of(reservation), "R-7: handed out.")


def test_handing_out_twice_is_one_movement(desk):
    reservation = reserved()

    for _ in range(2):
        desk.post(url_of(reservation, "collect"))

    assert moved(reservation.batch) == [("dispense", -2)]


def test_cancelling_gives_the_units_back_and_keeps_the_reason(desk):
    reservation = reserved()

    desk.post(url_of(reservation, "cancel"), {"reason": "called off"})

    reservation.refresh_from_db()
    assert (reservation.state, reservation.ended_reason) == ("cancelled", "called off (clerk)")
    assert quantities(reservation.batch) == (5, 0)


def test_cancelling_needs_a_reason(desk):
    reservation = reserved()

    page = desk.post(url_of(reservation, "cancel"), {"reason": " "})

    assert page.context["form"].errors == {"reason": ["This field is required."]}
    assert quantities(reservation.batch) == (5, 2)


@pytest.mark.parametrize("way", ["collect", "cancel"])
def test_one_past_its_time_can_no_longer_be_ended(way, desk):
    past = reserved(ends=-HOUR)

    page = desk.post(url_of(past, way), {"reason": "late"})

    assert page.context["form"].non_field_errors() == ["Reservation R-7 has ended already: lapsed."]


def test_what_may_not_be_sold_is_not_handed_out(desk):
    reservation = reserved()
    stock.quarantine(batch=reservation.batch, by=None, at=timezone.now(), reason="seal")

    page = desk.post(url_of(reservation, "collect"))

    assert "It is in quarantine." in page.context["form"].non_field_errors()[0]
    assert quantities(reservation.batch) == (5, 2)


def test_who_may_only_look_finds_no_buttons(client, django_user_model):
    visitor = django_user_model.objects.create_user("visitor", is_staff=True)
    visitor.user_permissions.add(Permission.objects.get(codename="view_reservation"))
    client.force_login(visitor)
    reservation = reserved()

    assert buttons(client.get(url_of(reservation))) == []
    assert client.post(url_of(reservation, "collect")).status_code == 403


def test_reservation_cannot_be_edited(desk):
    assert desk.post(url_of(reserved()), {"quantity": "9"}).status_code == 403


def test_page_of_no_reservation_is_not_found(desk):
    assert desk.get(f"{LIST}999/cancel/").status_code == 404
