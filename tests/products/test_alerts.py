"""A limit is told once for each crossing. Every watch here is repeated where it must not matter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection, transaction

from herbology.outbox import OutgoingMail
from products import alerts, stock
from products.models import Batch, ReorderPoint, StockAlert
from tests.products import make

ADDRESS = "orders@example.org"
FAR = {"expires_on": make.TODAY + timedelta(days=400)}


@pytest.fixture(autouse=True)
def _addressed(settings):
    settings.STOCK_ALERT_EMAILS = [ADDRESS]


def far_batch(of=None, **facts):
    """One that no expiry limit tells of."""
    return make.batch(of, **FAR | facts)


def limited(batch, quantity):
    return ReorderPoint.objects.create(
        product=batch.product, store=batch.store, quantity=Decimal(quantity)
    )


def take(batch, quantity):
    moved = {"quantity": Decimal(quantity), "by": None, "at": make.NOW}
    stock.dispense(batch=batch, reason="asked for", **moved)
    alerts.watch([batch.pk], at=make.NOW)


def expiring(days, **facts):
    return make.batch(expires_on=make.TODAY + timedelta(days=days), **facts)


def told(**facts):
    rows = StockAlert.objects.filter(**facts).order_by("pk")
    return [(row.threshold, row.figure, row.cleared_at is None) for row in rows]


@pytest.mark.django_db
def test_low_stock_is_told_once_for_each_crossing():
    batch = far_batch(quantity="6")
    limited(batch, 5)

    for quantity in (1, 1, 1):
        take(batch, quantity)
    stock.receive(batch=batch, quantity=Decimal(2), by=None, at=make.NOW)
    alerts.watch([batch.pk], at=make.NOW)
    take(batch, 2)

    assert told(kind="low_stock") == [(5, 4, False), (5, 3, True)]
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
def test_only_what_can_be_sold_at_the_store_counts():
    batch = far_batch(quantity="3")
    make.batch(batch.product, at=batch.store, quantity="9", state="quarantine")
    make.batch(batch.product, quantity="9")
    limited(batch, 5)

    alerts.watch([batch.pk], at=make.NOW)

    assert told(kind="low_stock") == [(5, 3, True)]


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["lowered", "deleted", "delisted"])
def test_low_stock_is_cleared_when_the_limit_no_longer_says_so(change):
    batch = far_batch(quantity="3")
    point = limited(batch, 5)
    alerts.watch([batch.pk], at=make.NOW)
    if change == "lowered":
        ReorderPoint.objects.update(quantity=3)
    elif change == "deleted":
        point.delete()
    else:
        type(batch.product).objects.update(active=False)

    alerts.watch_products([batch.product_id], at=make.NOW)

    assert told(kind="low_stock") == [(5, 3, False)]


@pytest.mark.django_db
def test_reorder_point_of_a_product_that_was_never_there_is_below():
    product = make.product()
    ReorderPoint.objects.create(product=product, store=make.store(), quantity=5)

    alerts.watch_products([product.pk], at=make.NOW)

    assert told(kind="low_stock") == [(5, 0, True)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "limit"), [(91, None), (90, 90), (60, 60), (31, 60), (30, 30), (1, 30), (0, 0)]
)
def test_only_the_nearest_expiry_limit_is_told(days, limit):
    batch = expiring(days)

    for _ in range(2):
        alerts.watch([batch.pk], at=make.NOW)

    assert told(kind="expiry") == ([] if limit is None else [(limit, days, True)])


@pytest.mark.django_db
def test_next_expiry_limit_replaces_the_last_when_time_passes():
    expiring(90)

    for days in (0, 29, 30):
        alerts.watch_all(at=make.NOW + timedelta(days=days))

    assert told(kind="expiry") == [(90, 90, False), (60, 60, True)]
    assert OutgoingMail.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"on_hand": 0}, {"state": "recalled"}, {"expires_on": None}, FAR],
)
def test_expiry_alert_is_cleared_when_there_is_nothing_left_to_do(change):
    batch = expiring(20)
    alerts.watch([batch.pk], at=make.NOW)
    Batch.objects.update(**change)

    alerts.watch_all(at=make.NOW - timedelta(days=1))

    assert told(kind="expiry") == [(30, 20, False)]


@pytest.mark.django_db
def test_mail_says_what_is_left_where_and_which_limit():
    batch = far_batch(make.product(name="Quiet Harbor"), at=make.store(name="Elm"), quantity="3")
    limited(batch, 5)

    alerts.watch([batch.pk], at=make.NOW)

    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject) == (ADDRESS, "Low stock: Quiet Harbor, Elm")
    assert mail.body.splitlines() == [
        "- Low stock: Quiet Harbor at Elm. 3 can be sold; the limit is 5.",
        "",
        "All open alerts are in the admin: /admin/products/stockalert/?open=yes",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "what"), [(0, "Expired"), (9, "Expires soon")])
def test_mail_of_one_expiry_begins_as_its_sentence(days, what):
    product, store = make.product(name="Quiet Harbor"), make.store(name="Elm")
    batch = expiring(days, of=product, at=store)

    alerts.watch([batch.pk], at=make.NOW)

    mail = OutgoingMail.objects.get()
    assert mail.subject == f"{what}: Quiet Harbor, Elm"
    assert mail.body.startswith(f"- {what}: batch")


@pytest.mark.django_db
def test_one_look_at_everything_is_one_mail_however_many_limits_were_crossed(settings):
    settings.STOCK_ALERT_EMAILS = [ADDRESS, "second@example.org"]
    limited(expiring(100), 9)
    limited(expiring(130), 9)

    counts = alerts.watch_all(at=make.NOW + timedelta(days=80))

    assert (counts.low_stock, counts.expiry) == (2, 2)
    subjects = list(OutgoingMail.objects.values_list("subject", flat=True))
    assert subjects == ["4 stock limits were crossed"] * 2


@pytest.mark.django_db
def test_deed_that_is_taken_back_tells_nobody():
    batch = far_batch(quantity="3")
    limited(batch, 5)

    with transaction.atomic():
        alerts.watch([batch.pk], at=make.NOW)
        transaction.set_rollback(True)

    assert (StockAlert.objects.count(), OutgoingMail.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("has_points", "queries"), [(False, 1), (True, 4)])
def test_watching_takes_as_many_queries_for_three_batches_as_for_one(
    has_points, queries, rows, django_assert_num_queries
):
    store = make.store()
    batches = [far_batch(at=store) for _ in range(rows)]
    for batch in batches if has_points else ():
        limited(batch, "0.5")

    with transaction.atomic(), django_assert_num_queries(queries):
        alerts.watch([batch.pk for batch in batches], at=make.NOW)


@pytest.mark.django_db
@pytest.mark.parametrize(("has_point", "queries"), [(False, 9), (True, 12)])
def test_dispensing_takes_three_queries_more_where_there_is_a_reorder_point(
    has_point, queries, django_assert_num_queries
):
    batch = far_batch(quantity="6")
    if has_point:
        limited(batch, 2)
    batch = Batch.objects.select_related("product", "store").get()

    with django_assert_num_queries(queries):
        stock.dispense(batch=batch, quantity=Decimal(1), by=None, at=make.NOW)


@pytest.mark.usefixtures("committed_database")
def test_two_people_who_cross_a_limit_together_are_told_of_once():
    """Neither crosses it alone: 8 less 1 is not below 7, but 8 less 2 is."""
    first = far_batch(quantity="4")
    second = far_batch(first.product, at=first.store, quantity="4")
    limited(first, 7)
    both_have_taken = Barrier(2)

    def take_one(batch):
        try:
            with transaction.atomic():
                Batch.objects.filter(pk=batch.pk).update(on_hand=batch.on_hand - 1)
                # SQLite lets one write at a time, so there they cannot meet.
                if connection.features.has_select_for_update:
                    both_have_taken.wait(timeout=10)
                alerts.watch([batch.pk], at=make.NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(take_one, [first, second]))

    assert told(kind="low_stock") == [(7, 6, True)]
    assert OutgoingMail.objects.count() == 1
