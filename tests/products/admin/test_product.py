"""The batches on a product's page."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission

from products.admin.lists import batches_on_page as batches_inline
from products.models import Batch
from tests.products import make

pytestmark = pytest.mark.django_db


def page_of(product, desk):
    return desk.get(f"/admin/products/product/{product.pk}/change/")


@pytest.mark.parametrize("batches", [1, 3])
def test_page_takes_as_many_queries_for_three_batches_as_for_one(
    batches, desk, django_assert_num_queries
):
    product = make.product()
    for _number in range(batches):
        make.batch(product)
    page_of(product, desk)  # Django remembers content types from then on

    with django_assert_num_queries(16):
        page = page_of(product, desk)

    assert len(page.context["batch_lines"]) == batches


def test_batches_with_stock_come_first_and_then_what_expires_first(desk):
    product = make.product()
    late = make.TODAY + timedelta(days=200)
    make.batch(product, number="empty", quantity="0")
    make.batch(product, number="undated", expires_on=None)
    make.batch(product, number="late", expires_on=late)
    make.batch(product, number="soon")

    lines = page_of(product, desk).context["batch_lines"]

    assert [line.batch.number for line in lines] == ["soon", "late", "undated", "empty"]


def test_page_shows_a_number_of_batches_and_links_to_the_rest(desk, monkeypatch):
    monkeypatch.setattr(batches_inline, "MOST_SHOWN", 1)
    product = make.product()
    make.batch(product)
    make.batch(product)

    page = page_of(product, desk)

    assert len(page.context["batch_lines"]) == 1
    assert f"/admin/products/batch/?product__id__exact={product.pk}" in page.content.decode()


def test_new_batch_begins_with_the_product_it_was_asked_for_on(desk):
    product = make.product()
    link = f"/admin/products/batch/add/?product={product.pk}"

    form = desk.get(link).context["adminform"].form

    assert link in page_of(product, desk).content.decode()
    assert form["product"].value() == str(product.pk)


def test_who_may_not_see_batches_sees_none_on_a_product(client, django_user_model):
    user = django_user_model.objects.create_user("visitor", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_product"))
    client.force_login(user)

    page = page_of(make.batch().product, client)

    assert "batch_lines" not in page.context
    assert Batch.objects.get().number not in page.content.decode()
