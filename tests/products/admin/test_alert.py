import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from products.models import ReorderPoint, StockAlert
from tests.products import make
from tests.products.admin.pages import sent_back, url_of

pytestmark = pytest.mark.django_db


def low_stock(**facts):
    return StockAlert.objects.create(
        kind="low_stock",
        product=facts.pop("product", None) or make.product(),
        store=make.store(),
        threshold=5,
        figure=3,
        raised_at=make.NOW,
        **facts,
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_list_takes_as_many_queries_for_three_rows_as_for_one(
    rows, desk, django_assert_num_queries
):
    for _ in range(rows):
        low_stock()
        batch = make.batch(expires_on=make.TODAY + timedelta(days=999))
        facts = {"product": batch.product, "store": batch.store, "raised_at": make.NOW}
        StockAlert.objects.create(kind="expiry", batch=batch, threshold=30, figure=20, **facts)

    with django_assert_num_queries(8):
        page = desk.get("/admin/products/stockalert/")

    assert len(page.context["cl"].result_list) == 2 * rows


@pytest.mark.parametrize(("answer", "is_open"), [("yes", True), ("no", False)])
def test_alerts_are_filtered_by_whether_they_are_open(answer, is_open, desk):
    low_stock()
    low_stock(cleared_at=make.NOW)

    listed = desk.get("/admin/products/stockalert/", {"open": answer}).context["cl"].result_list

    assert [alert.cleared_at is None for alert in listed] == [is_open]


@pytest.mark.parametrize(("days", "said"), [(-1, "expired"), (0, "expired"), (9, "9 days")])
def test_list_says_how_long_a_batch_has_left(days, said, desk):
    batch = make.batch(expires_on=make.TODAY + timedelta(days=999))
    facts = {"product": batch.product, "store": batch.store, "raised_at": make.NOW}
    StockAlert.objects.create(kind="expiry", batch=batch, threshold=30, figure=days, **facts)

    page = desk.get("/admin/products/stockalert/").content.decode()

    assert re.findall(r'class="field-left">([^<]+)<', page) == [said]


@pytest.mark.parametrize("path", ["add/", "1/delete/"])
def test_alerts_are_written_by_nobody(path, desk):
    assert desk.get(f"/admin/products/stockalert/{path}").status_code == 403


def test_reorder_point_is_set_on_the_product_page(desk):
    product, store = make.product(), make.store()
    rows = {
        "reorder_points-TOTAL_FORMS": 1,
        "reorder_points-0-store": store.pk,
        "reorder_points-0-quantity": "5",
    }

    desk.post(url_of(product), sent_back(desk, url_of(product)) | rows)

    point = ReorderPoint.objects.get()
    assert (point.product, point.store, point.quantity) == (product, store, 5)


@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite has no locks")
def test_batches_are_locked_before_reorder_points_are_written(desk):
    batch = make.batch()
    rows = {
        "reorder_points-TOTAL_FORMS": 1,
        "reorder_points-0-store": batch.store.pk,
        "reorder_points-0-quantity": "5",
    }
    typed = sent_back(desk, url_of(batch.product)) | rows

    with CaptureQueriesContext(connection) as queries:
        desk.post(url_of(batch.product), typed)

    said = [query["sql"] for query in queries]
    lock = 'FROM "products_batch"', "FOR NO KEY UPDATE"
    locked = next(at for at, sql in enumerate(said) if all(part in sql for part in lock))
    written = next(at for at, sql in enumerate(said) if 'INTO "products_reorderpoint"' in sql)
    assert locked < written
