"""The start page of inventory staff: what needs a decision, each figure a link to the same rows."""

from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from products import alerts, stock
from products.models import ReorderPoint, Reservation
from tests.products import make

pytestmark = pytest.mark.django_db


class Cards(HTMLParser):
    """By its figure's link, the number on each card."""

    def __init__(self):
        super().__init__()
        self.numbers, self.link, self.is_number = {}, "", False

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if found.get("class") == "stock-figure":
            self.link = found["href"]
        self.is_number = found.get("class") == "stock-number"

    def handle_data(self, text):
        if self.is_number and text.strip():
            self.numbers[self.link] = int(text)
            self.is_number = False


def cards(page):
    parser = Cards()
    parser.feed(page.content.decode())
    return parser.numbers


def shop(at=None):
    """One of everything that needs a decision, and something that sells."""
    now, today = timezone.now(), timezone.localdate()
    store = at or make.store()
    facts = {"at": store, "expires_on": today + timedelta(days=999)}
    for days in (0, 20, 50, 80):
        make.batch(**facts | {"expires_on": today + timedelta(days=days)})
    make.batch(**facts, lab_result=None)
    make.batch(make.product(format=None), **facts)
    make.batch(**facts, state="quarantine")
    product = make.product()
    tested = make.lab_result(product, tested_on=today - timedelta(days=40))
    batch = make.batch(product, lab_result=tested, quantity="9", **facts)
    stock.dispense(batch=batch, quantity=Decimal(3), by=None, at=now, reason="asked for")
    ReorderPoint.objects.create(product=product, store=store, quantity=99)
    alerts.watch([batch.pk], at=now)
    for until in (now - timedelta(hours=1), now + timedelta(hours=1)):
        Reservation.objects.create(
            batch=batch,
            quantity=1,
            reference="order 7",
            reserved_at=now - timedelta(hours=80),
            expires_at=until,
        )
    return store


def test_each_figure_is_as_long_as_the_list_it_links_to(desk):
    shop()
    store = shop()

    found = cards(desk.get("/admin/", {"store": store.slug}))

    listed = {link: desk.get(link).context["cl"].result_count for link in found}
    assert found == listed
    assert sorted(found.values()) == [1, 1, 1, 1, 1, 1, 1, 1, 2, 3]


def test_page_says_what_sells_and_how_long_it_lasts(desk):
    shop()

    page = desk.get("/admin/").content.decode()

    assert "What sells best" in page
    assert "Low stock: " in page


def test_empty_shop_is_told_how_to_begin(desk):
    page = desk.get("/admin/").content.decode()

    assert "Nothing is in stock yet. This is how it starts:" in page


def test_store_that_does_not_exist_means_all_of_them(desk):
    shop()

    page = desk.get("/admin/", {"store": "nowhere"})

    assert [*cards(page).values()] == [*cards(desk.get("/admin/")).values()]


def test_who_may_only_look_at_batches_sees_no_figures(client, django_user_model):
    looker = django_user_model.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_batch"))
    client.force_login(looker)

    assert "Stock today" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_start_page_takes_as_many_queries_for_three_of_everything_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _ in range(rows):
        shop()

    with django_assert_num_queries(16):
        desk.get("/admin/")
