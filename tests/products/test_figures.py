from datetime import timedelta
from decimal import Decimal

import pytest

from products import alerts, stock
from products.figures import Pace, decisions, pace
from products.models import ReorderPoint, Reservation
from tests.products import make

pytestmark = pytest.mark.django_db

FAR = {"expires_on": make.TODAY + timedelta(days=400)}


def days_ago(days):
    return make.NOW - timedelta(days=days)


def dispense(batch, quantity, at):
    return stock.dispense(batch=batch, quantity=Decimal(quantity), by=None, at=at, reason="asked")


def test_quiet_shop_needs_no_decision():
    make.batch(**FAR)

    found = decisions(at=make.NOW)

    assert {name for name in found.__slots__ if getattr(found, name)} == {"held"}


def test_each_need_is_counted_at_its_store_only():
    here = make.store()
    for place in (here, make.store()):
        make.batch(at=place, lab_result=None, **FAR)
        make.batch(make.product(format=None), at=place, **FAR)
        make.batch(at=place, state="quarantine", **FAR)
        make.batch(at=place, state="quarantine", lab_result=None, **FAR)
        for days in (0, 1, 31, 90):
            make.batch(at=place, expires_on=make.TODAY + timedelta(days=days))
        make.batch(at=place, expires_on=make.TODAY, quantity="0")
        make.batch(at=place, expires_on=make.TODAY, state="recalled")

    found = decisions(at=make.NOW, store=here)

    assert (found.held, found.untested, found.unclassified) == (8, 2, 1)
    assert (found.waiting, found.ready, found.expired) == (2, 1, 1)
    assert (found.expiring_30, found.expiring_60, found.expiring_90) == (1, 2, 3)


def test_reservations_that_wait_too_long_are_counted():
    batch = make.batch(quantity="9", **FAR)
    for kept_since, kept_until in [(1, 1), (80, -1), (80, 1)]:
        Reservation.objects.create(
            batch=batch,
            quantity=1,
            reference="order 7",
            reserved_at=make.NOW - timedelta(hours=kept_since),
            expires_at=make.NOW + timedelta(hours=kept_until),
        )

    found = decisions(at=make.NOW)

    assert (found.overdue, found.reserved_long) == (1, 1)


def test_product_below_its_reorder_point_is_counted():
    batch = make.batch(**FAR)
    ReorderPoint.objects.create(product=batch.product, store=batch.store, quantity=9)

    alerts.watch([batch.pk], at=make.NOW)

    assert decisions(at=make.NOW).below_reorder == 1


def test_pace_is_by_format_and_unit_net_of_what_came_back():
    flower = make.batch(make.product(stock_unit="gram"), quantity="30", **FAR)
    product = make.product()
    tested_long_ago = make.lab_result(product, tested_on=make.TODAY - timedelta(days=60))
    jar = make.batch(product, lab_result=tested_long_ago, quantity="20", **FAR)
    dispense(flower, "7.5", days_ago(3))
    dispense(jar, "6", days_ago(29))
    dispense(jar, "4", days_ago(31))
    stock.give_back(
        batch=jar,
        quantity=Decimal(1),
        reason_code="wrong_product",
        by=None,
        at=days_ago(2),
        keep=True,
    )

    found = {each.unit: (each.sold, each.available) for each in pace(at=make.NOW)}

    assert found == {"gram": (Decimal("7.5"), Decimal("22.5")), "each": (5, 11)}


def test_what_is_kept_past_its_time_can_be_sold_again():
    batch = make.batch(quantity="5", **FAR)
    stock.reserve(
        batch=batch,
        quantity=Decimal(2),
        reference="order 7",
        until=days_ago(1),
        by=None,
        at=days_ago(2),
    )

    assert [each.available for each in pace(at=make.NOW)] == [5]


def test_sell_through_and_days_of_supply_come_from_the_same_two_sums():
    each = Pace(1, "flower", "each", sold=Decimal(10), available=Decimal(30))

    assert (each.sell_through_percent, each.days_of_supply) == (25, 90)


def test_nobody_can_say_how_long_it_lasts_where_nothing_was_sold():
    each = Pace(1, "flower", "each", sold=Decimal(0), available=Decimal(30))

    assert (each.sell_through_percent, each.days_of_supply) == (0, None)
