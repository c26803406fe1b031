"""Inventory staff receive, count and dispense, on a phone."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from products.models import Movement
from products.sellable import sellable
from tests.journeys.walker import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def clerk(demo_shop, django_user_model):
    user = django_user_model.objects.create_user("clerk", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="inventory staff"))
    return user


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def told(page):
    return page.locator(".messagelist").inner_text()


@pytest.mark.usefixtures("clerk")
def test_staff_receive_count_the_shelf_and_dispense_a_product(page, live_server):
    at = timezone.now()
    batch = sellable(at=at).filter(product__stock_unit="each").order_by("product__name").first()
    expected = batch.on_hand + 12
    sign_in(page, live_server, "clerk", "x", at=f"/admin/products/batch/{batch.pk}/change/")

    page.get_by_role("link", name="Receive", exact=True).click()
    page.get_by_label("Quantity").fill("12")
    press(page, "Receive")
    assert f"12 received. On hand: {expected:.0f}" in told(page)

    page.goto(f"{live_server.url}/admin/products/batch/")
    page.get_by_role("link", name="Count the shelf").click()
    page.get_by_label("Store").select_option(label=str(batch.store))
    press(page, "Show the shelf")
    page.get_by_label(f"Counted: {batch.number}, ").fill(f"{expected - 2:.0f}")
    press(page, "Look it over")
    press(page, "Save these counts")
    assert "1 counted, 1 differ." in told(page)

    page.goto(f"{live_server.url}/admin/products/product/{batch.product_id}/change/")
    page.get_by_role("link", name="Dispense", exact=True).click()
    page.get_by_label("Store").select_option(label=str(batch.store))
    page.get_by_label("Quantity").fill("1")
    press(page, "Dispense")
    assert "dispensed 1 from batch" in told(page)

    kinds = Movement.objects.filter(by__username="clerk").order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == ["receive", "count", "dispense"]
